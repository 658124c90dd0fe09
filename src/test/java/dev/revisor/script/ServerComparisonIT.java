package dev.revisor.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PostgreSQL is the judge: where it sees one statement, so do we. The simple query protocol lets
/// the server split a text itself and gives one result a statement.
class ServerComparisonIT {
  private WireClient server;

  @BeforeEach
  void connect() throws IOException {
    server = new WireClient(PostgresServer.port(), PostgresServer.newDatabase().name());
    run("BEGIN");
  }

  @AfterEach
  void disconnect() throws IOException {
    server.close();
  }

  @Test
  void splitsWhatTheServerAcceptsIntoTheSameStatements() throws IOException {
    var text = Files.readString(Path.of("src/test/resources/script/accepted.sql"), UTF_8);
    assertSplitAsByTheServer(text);
    assertSplitAsByTheServer(text.replace("\n", "\r\n"));
  }

  @Test
  void splitsRandomScriptsAsTheServer() throws IOException {
    var random = new Random(20_261_124L);
    for (var i = 0; i < 2_000; i++) {
      assertSplitAsByTheServer(RandomSql.script(random, 1 + random.nextInt(8)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM",
        "CREATE UNIQUE INDEX CONCURRENTLY ON t (a)",
        "DROP INDEX CONCURRENTLY i",
        "REINDEX TABLE CONCURRENTLY t",
        "REINDEX (CONCURRENTLY) INDEX i",
        "REINDEX (CONCURRENTLY 1) INDEX i",
        "REINDEX (CONCURRENTLY, VERBOSE) INDEX i",
        "REINDEX (VERBOSE) SCHEMA public",
        "REINDEX DATABASE",
        "REINDEX SYSTEM",
        "ALTER TABLE part DETACH PARTITION part1 CONCURRENTLY",
        "CLUSTER",
        "CLUSTER (VERBOSE)",
        "CREATE DATABASE x",
        "DROP DATABASE x",
        "ALTER DATABASE template1 SET TABLESPACE pg_default",
        "CREATE TABLESPACE x LOCATION '/x'",
        "DROP TABLESPACE x",
        "ALTER SYSTEM RESET work_mem",
        "DISCARD ALL",
        "COMMIT PREPARED 'x'",
        "ROLLBACK PREPARED 'x'"
      })
  void knowsWhatTheServerRefusesInATransaction(String sql) throws IOException {
    tables();
    assertThat(Splitting.statements(sql, Variables.none()).getFirst().kind())
        .isEqualTo(StatementKind.OUTSIDE_TRANSACTION);
    assertThat(server.send(sql).error()).startsWith("25001 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REINDEX TABLE t",
        "REINDEX (CONCURRENTLY false) INDEX i",
        "REINDEX (CONCURRENTLY off, VERBOSE) INDEX i",
        "CLUSTER t USING i",
        "CLUSTER (VERBOSE) t USING i",
        "ALTER TABLE part DETACH PARTITION part1",
        "ALTER TYPE en ADD VALUE 'b'",
        "ANALYZE t",
        "DISCARD TEMP",
        "SAVEPOINT a",
        "PREPARE transaction AS SELECT 1",
        "CREATE INDEX ON t (a)",
        "DROP INDEX i",
        "ALTER DATABASE template1 SET work_mem = '1MB'",
        "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false)"
      })
  void letsRunWhatTheServerAllowsInATransaction(String sql) throws IOException {
    tables();
    assertThat(Splitting.statements(sql, Variables.none()).getFirst().kind())
        .isIn(StatementKind.ORDINARY, StatementKind.SAVEPOINT);
    assertThat(run(sql)).hasSize(1);
  }

  private void assertSplitAsByTheServer(String sql) throws IOException {
    run("SAVEPOINT before");
    var all = run(sql);
    run("ROLLBACK TO before");
    run("DEALLOCATE ALL");
    for (var statement : Splitting.texts(sql)) {
      assertThat(all).as("the tags of the rest, from %s, of %s", statement, sql).isNotEmpty();
      assertThat(run(statement)).as(statement).containsExactly(all.removeFirst());
    }
    assertThat(all).as("tags beyond the last statement of %s", sql).isEmpty();
    run("ROLLBACK TO before");
    run("DEALLOCATE ALL");
  }

  private void tables() throws IOException {
    run(
        "CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE TYPE en AS ENUM ('a');"
            + "CREATE TABLE part (a int) PARTITION BY LIST (a);"
            + "CREATE TABLE part1 PARTITION OF part FOR VALUES IN (1); COMMIT; BEGIN");
  }

  /// The command tags of what must succeed.
  private List<String> run(String sql) throws IOException {
    var answer = server.send(sql);
    assertThat(answer.error()).as(sql).isEmpty();
    return answer.tags();
  }
}
