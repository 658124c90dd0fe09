package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.environment.EnvironmentDirectory;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.SchemaSource;
import dev.revisor.engine.scratch.Company;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import dev.revisor.support.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Schemas that programs print.
class PrintedSchemaIT {
  @TempDir Path folder;
  private final TestDatabase scratch = PostgresServer.newDatabase();

  private List<String> load(SchemaSource source) throws SQLException {
    try (var connection = scratch.connect()) {
      return new DesiredSchema(EnvironmentDirectory.withoutFiles(folder))
          .load(source, connection, Company.OTHERS).stream().map(Problem::toString).toList();
    }
  }

  private static SchemaSource command(Duration timeout, String... words) {
    return new SchemaSource.Command(List.of(words), timeout);
  }

  private static SchemaSource command(String... words) {
    return command(Duration.ofMinutes(1), words);
  }

  private List<String> columns() {
    return scratch.list(
        "SELECT table_name || '.' || column_name || ' ' || data_type FROM"
            + " information_schema.columns WHERE table_schema = 'public' ORDER BY 1");
  }

  @Test
  void loadsWhatACommandPrintsInTheEnvironmentDirectory() throws Exception {
    Files.writeString(folder.resolve("models.txt"), "CREATE TABLE from_models (id int);");
    assertThat(load(command("cat", "models.txt"))).isEmpty();
    assertThat(columns()).containsExactly("from_models.id integer");
  }

  @Test
  void tellsWhyACommandFailed() throws Exception {
    assertThat(load(command("sh", "-c", "echo CREATE TABLE t; echo no models >&2; exit 3")))
        .containsExactly("sh: ended with 3: no models");
    assertThat(load(command("no-such-program")))
        .singleElement()
        .asString()
        .startsWith("no-such-program: cannot be run");
    assertThat(load(command("printf", "\\377")))
        .containsExactly("printf: printed what is not valid UTF-8");
    assertThat(columns()).isEmpty();
  }

  @Test
  void tellsWhereInTheOutputAStatementFailed() throws Exception {
    assertThat(load(command("printf", "CREATE TABLE a ();\\n\\nCREATE TABLE b (id nonsense);")))
        .containsExactly("(output of printf):3: type \"nonsense\" does not exist (42704)");
  }

  @Test
  void endsACommandThatLastsTooLongWithWhatItStarted() throws Exception {
    var note = folder.resolve("pid");
    assertThat(
            load(
                command(
                    Duration.ofMillis(500),
                    "sh",
                    "-c",
                    "sleep 60 & echo $! >pid; echo on >&2; wait")))
        .singleElement()
        .asString()
        .matches("sh: was ended after 0 s; 'timeout' beside it gives it more: on");
    var started = ProcessHandle.of(Long.parseLong(Files.readString(note).strip()));
    Until.holds("it is ended", () -> started.filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void givesACommandNoInput() throws Exception {
    assertThat(load(command("sh", "-c", "cat; echo 'CREATE TABLE t (id int);'"))).isEmpty();
    assertThat(columns()).hasSize(1);
  }

  @Test
  void tellsWhatIsNotOnTheClassPath() throws Exception {
    var nothing =
        new SchemaSource.Jpa(
            List.of("target/none.jar"),
            List.of("shop"),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Duration.ofMinutes(1));
    assertThat(load(nothing))
        .containsExactly(
            "revisor.yaml: 'schema.jpa.classpath' names target/none.jar, which is not there");
  }
}
