package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as a process of its own: what only a process shows.
class ProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private TestDatabase database;

  @BeforeEach
  void makeDatabase() throws IOException {
    database = PostgresServer.newDatabase();
    Files.createDirectories(directory.resolve("versions"));
    Files.writeString(directory.resolve("revisor.yaml"), "");
  }

  private void revision(String id, String headers, String upgrade) throws IOException {
    var text =
        "-- revisor:revision %s\n%s\n-- revisor:upgrade\n%s\n\n-- revisor:downgrade\n"
            .formatted(id, headers, upgrade);
    Files.writeString(directory.resolve("versions").resolve(id + ".sql"), text);
  }

  private Process start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.revisor.cli.Main");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("REVISOR_RESULT_FILE", directory.resolve("result.json").toString());
    builder.environment().put("REVISOR_URL", database.url());
    builder.redirectError(directory.resolve("stderr").toFile());
    builder.redirectOutput(directory.resolve("stdout").toFile());
    return builder.start();
  }

  private int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  private String written(String file) throws IOException {
    return Files.readString(directory.resolve(file), UTF_8);
  }

  /// Until a query of the script runs in the database.
  private void awaitQuery(String fragment) throws InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    var query =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND datname = '%s'"
                .formatted(database.name())
            + " AND pid <> pg_backend_pid() AND query LIKE '%"
            + fragment
            + "%'";
    while (database.value(query).equals("0")) {
      assertThat(Instant.now()).as("the script runs before").isBefore(deadline);
      Thread.sleep(50);
    }
  }

  @Test
  void runsAndEndsWithTheCodeOfItsResult() throws Exception {
    revision("aaaa", "", "CREATE TABLE t (id int);");
    assertThat(end(start("apply", "head"))).isZero();
    assertThat(written("stdout")).isEqualTo("applied 1 revision; now at aaaa\n");
    assertThat(RunResult.parse(written("result.json")).outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(end(start("apply", "nowhere"))).isEqualTo(2);
    assertThat(RunResult.parse(written("result.json")).reason()).isEqualTo(Reason.UnknownRevision);
  }

  @Test
  void rollsBackAndReportsWhenItIsAskedToStop() throws Exception {
    revision("aaaa", "", "CREATE TABLE t (id int);");
    revision("bbbb", "-- revisor:revises aaaa", "INSERT INTO t VALUES (1);\nSELECT pg_sleep(600);");
    var process = start("upgrade", "head");
    awaitQuery("pg_sleep");
    process.destroy();
    assertThat(end(process)).as(written("stderr")).isEqualTo(4);
    assertThat(written("stderr"))
        .containsSubsequence(
            "Running upgrade aaaa -> bbbb", "\nStopping: a statement", "\nerror: ");
    var result = RunResult.parse(written("result.json"));
    assertThat(result.reason()).isEqualTo(Reason.Terminated);
    assertThat(result.to()).hasToString("[aaaa]");
    assertThat(database.list("SELECT version_num FROM revisor.version")).containsExactly("aaaa");
    assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    assertThat(database.value("SELECT count(*) FROM revisor.run WHERE outcome IS NULL"))
        .isEqualTo("0");
  }

  @Test
  void showsNoStackTraceAndNoPassword() throws Exception {
    Files.writeString(directory.resolve("password"), "tops3cret\n");
    revision("aaaa", "", "SELECT broken;");
    assertThat(end(start("upgrade", "head", "--password-file", "password", "-v"))).isEqualTo(3);
    var all = written("stdout") + written("stderr") + written("result.json");
    assertThat(all).contains("column \"broken\" does not exist");
    assertThat(all).doesNotContain("tops3cret").doesNotContain("\tat ");
    assertThat(database.list("SELECT r::text FROM revisor.run r").toString())
        .doesNotContain("tops3cret");
  }
}
