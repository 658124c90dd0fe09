package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import dev.revisor.support.Until;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What becomes of a scratch database on another's server when its process ends.
class EndedProcessIT {
  private static final TestDatabase SERVER = new TestDatabase("postgres");

  private final TestDatabase target = PostgresServer.newDatabase();

  /// Makes a scratch database, connects to it, tells its name and waits.
  static final class Owner {
    private Owner() {}

    public static void main(String[] arguments) throws Exception {
      var scratch = server(arguments[0]).create();
      try (var connection = scratch.connect()) {
        if (connection.isValid(10)) {
          System.out.println(scratch.settings().database());
        }
        Thread.sleep(Duration.ofMinutes(5));
      }
    }
  }

  private static ScratchServer server(String url) {
    return ScratchServer.beside(ConnectionSettings.of(DatabaseUrl.parse(url)));
  }

  private Process owner() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName(),
            target.url())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String line(Process process) throws IOException {
    var input = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    return new BufferedReader(input).readLine();
  }

  private static List<String> databases(String name) {
    return SERVER.list("SELECT datname FROM pg_database WHERE datname = '" + name + "'");
  }

  private static List<String> sessions(String name) {
    return SERVER.list(
        "SELECT pid FROM pg_stat_activity WHERE application_name = '%1$s' OR datname = '%1$s'"
            .formatted(name));
  }

  @Test
  void isDroppedByTheNextWhenItIsKilled() throws Exception {
    var process = owner();
    try {
      var name = line(process);
      server(target.url()).create().close();
      assertThat(databases(name)).as("while its process is there").hasSize(1);
      process.destroyForcibly().waitFor();
      Until.holds("the server has seen it", () -> sessions(name).isEmpty());
      assertThat(databases(name)).hasSize(1);
      server(target.url()).create().close();
      assertThat(databases(name)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void dropsItsOwnWhenItIsAskedToEnd() throws Exception {
    var process = owner();
    try {
      var name = line(process);
      process.destroy();
      process.waitFor();
      assertThat(databases(name)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }
}
