package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.RunnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A COPY of any size runs in a heap of a quarter of it: 500 MB in 128 MB with
/// `-Drevisor.copy.megabytes=500`.
class BigCopyIT {
  private static final int MEGABYTES = Integer.getInteger("revisor.copy.megabytes", 120);
  private static final int HEAP = MEGABYTES * 128 / 500;
  private static final String LINE = "x".repeat(1023) + "\n";

  @TempDir private Path directory;

  @Test
  void isStreamed() throws IOException {
    var database = PostgresServer.newDatabase();
    Files.createDirectories(directory.resolve("versions"));
    Files.writeString(directory.resolve("revisor.yaml"), "");
    write(directory.resolve("versions/a1.sql"));

    var runner =
        RunnerProcess.start(
            directory,
            List.of("-Xmx" + HEAP + "m", "-XX:+ExitOnOutOfMemoryError"),
            List.of("-d", directory.toString(), "--url", database.url(), "upgrade", "head"));

    assertThat(runner.end()).as(runner.log()).isZero();
    assertThat(database.value("SELECT count(*) FROM t"))
        .isEqualTo(Integer.toString(MEGABYTES * 1024));
    System.out.printf("COPY of %d MB ran in a heap of %d MB%n", MEGABYTES, HEAP);
  }

  private static void write(Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      out.write("-- revisor:revision a1\n-- revisor:upgrade\n");
      out.write("CREATE UNLOGGED TABLE t (x text);\nCOPY t FROM stdin;\n");
      for (var line = 0; line < MEGABYTES * 1024; line++) {
        out.write(LINE);
      }
      out.write("\\.\n-- revisor:downgrade\nDROP TABLE t;\n");
    }
  }
}
