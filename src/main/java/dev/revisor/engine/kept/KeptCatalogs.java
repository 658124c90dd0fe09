package dev.revisor.engine.kept;

import dev.revisor.schema.CanonicalText;
import dev.revisor.schema.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A folder of catalogs, one a file: the checksum of its text in the first line, the text behind
/// it. A file that is not whole counts as none. Written beside and moved into place, so that
/// readers see all of it or nothing; what was not used for longest goes when there are too many.
/// Nothing that goes wrong with the folder keeps anybody from going on: it only saves time.
public final class KeptCatalogs {
  /// Together; a catalog of 1,000 tables has 2 MB.
  private static final long MOST_BYTES = 200L << 20;

  private static final int MOST_FILES = 100;
  private static final String SUFFIX = ".catalog";

  private final Optional<Path> folder;

  private KeptCatalogs(Optional<Path> folder) {
    this.folder = folder;
  }

  /// @param folder made when it is needed; only its owner can look into it
  public static KeptCatalogs in(Path folder) {
    return new KeptCatalogs(Optional.of(folder));
  }

  /// Keeps nothing and finds nothing.
  public static KeptCatalogs none() {
    return new KeptCatalogs(Optional.empty());
  }

  public boolean isOn() {
    return folder.isPresent();
  }

  public Optional<Catalog> find(CatalogKey key) {
    try {
      return folder.isEmpty() ? Optional.empty() : read(file(folder.get(), key));
    } catch (IOException | UncheckedIOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Catalog> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var content = Files.readString(file);
    var end = content.indexOf('\n');
    var text = content.substring(end + 1);
    if (end < 0 || !content.substring(0, end).equals(seal(text))) {
      return Optional.empty();
    }
    var catalog = CanonicalText.parse(text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    return Optional.of(catalog);
  }

  /// Keeps a catalog, in place of one of the same key.
  public void keep(CatalogKey key, Catalog catalog) {
    try {
      if (folder.isPresent()) {
        write(folder.get(), key, CanonicalText.of(catalog));
      }
    } catch (IOException | UncheckedIOException _) {
      // then it is made again the next time
    }
  }

  private static void write(Path folder, CatalogKey key, String text) throws IOException {
    if (text.length() > MOST_BYTES / 4) {
      return;
    }
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    var part = Files.createTempFile(folder, ".new", SUFFIX);
    try {
      Files.writeString(part, seal(text) + "\n" + text, StandardCharsets.UTF_8);
      Files.move(part, file(folder, key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    sweep(folder);
  }

  /// Tells a text that was cut or damaged; nobody else writes there.
  private static String seal(String text) {
    var checksum = new CRC32C();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue()) + " " + text.length();
  }

  private static Path file(Path folder, CatalogKey key) {
    return folder.resolve(key.digest() + SUFFIX);
  }

  /// A file with what decides whether it stays.
  private record Kept(Path file, FileTime used, long bytes) {}

  private static void sweep(Path folder) throws IOException {
    var files = new ArrayList<Kept>();
    try (var found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : found) {
        files.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
      }
    }
    files.sort(Comparator.comparing(Kept::used).reversed());
    var bytes = 0L;
    for (var at = 0; at < files.size(); at++) {
      bytes += files.get(at).bytes();
      if (at >= MOST_FILES || bytes > MOST_BYTES) {
        Files.deleteIfExists(files.get(at).file());
      }
    }
  }
}
