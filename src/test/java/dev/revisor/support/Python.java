package dev.revisor.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A Python that has the packages of `src/test/resources/python/requirements.txt`; pip fetches what
/// is not in the user's cache.
public final class Python {
  private static final Path PACKAGES = Path.of("src/test/resources/python/requirements.txt");

  private Python() {}

  /// The interpreter.
  public static synchronized Path program() {
    try {
      var name = Integer.toHexString(Files.readString(PACKAGES).hashCode());
      var kept = TestCache.folder("python").resolve(name);
      if (!Files.exists(kept)) {
        install(kept);
      }
      return kept.resolve("bin/python");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void install(Path folder) throws IOException {
    var part = Files.createTempDirectory(folder.getParent(), ".new");
    Command.run(List.of("python3", "-m", "venv", part.toString())).orFail();
    var python = part.resolve("bin/python").toString();
    Command.run(List.of(python, "-m", "pip", "install", "-q", "-r", PACKAGES.toString())).orFail();
    Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
