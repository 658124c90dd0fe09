package dev.revisor.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A registry of images, each a folder whose `migrations` is an environment directory.
final class Images {
  private final Path folder;
  private final Map<String, Path> images = new ConcurrentHashMap<>();

  Images(Path folder) {
    this.folder = folder;
  }

  /// Pushes an image with these revision files (name, then content).
  void push(String image, String... files) {
    var root = folder.resolve(Integer.toHexString(image.hashCode()));
    var versions = root.resolve("migrations/versions");
    try {
      Files.createDirectories(versions);
      Files.writeString(root.resolve("migrations/revisor.yaml"), "lockRetries: 2\n");
      for (int i = 0; i < files.length; i += 2) {
        Files.writeString(versions.resolve(files[i]), files[i + 1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    images.put(image, root);
  }

  /// Gives an image another `revisor.yaml`.
  void configure(String image, String yaml) {
    try {
      Files.writeString(pull(image).orElseThrow().resolve("migrations/revisor.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The image's file system; empty when there is no such image.
  Optional<Path> pull(String image) {
    return Optional.ofNullable(images.get(image));
  }

  /// A revision file that makes a table and drops it, from an id and the id before it.
  static String table(String id, String revises, String name) {
    return revision(
        id, revises, "CREATE TABLE " + name + " (id integer);", "DROP TABLE " + name + ";");
  }

  static String revision(String id, String revises, String upgrade, String downgrade) {
    return "-- revisor:revision "
        + id
        + "\n"
        + (revises.isEmpty() ? "" : "-- revisor:revises " + revises + "\n")
        + "-- revisor:message "
        + id
        + "\n\n-- revisor:upgrade\n"
        + upgrade
        + "\n\n-- revisor:downgrade\n"
        + downgrade
        + "\n";
  }
}
