package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What tests fetch from registries and keep in the user's cache folder.
final class TestCache {
  private TestCache() {}

  /// A folder for a kind of thing.
  static Path folder(String kind) {
    var cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    try {
      return Files.createDirectories(cache.resolve("revisor/test").resolve(kind));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
