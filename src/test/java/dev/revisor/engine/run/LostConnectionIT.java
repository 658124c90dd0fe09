package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.RunLock;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Planner;
import dev.revisor.support.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The connection breaks: each revision is applied exactly once all the same.
class LostConnectionIT {
  private final Proxy proxy = Proxy.start();
  private final Workbench bench = new Workbench();

  LostConnectionIT() {
    var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
    bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + "?sslmode=disable"));
    // Running one of these twice would show: a second row, or a table that exists.
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;")
        .add("b2", "a1", "INSERT INTO a VALUES (1);\nSELECT 'second of b2';", "DELETE FROM a;")
        .add("c3", "b2", "CREATE TABLE c (x int);", "DROP TABLE c;");
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private void assertAtHead() {
    assertThat(bench.rows()).containsExactly("c3");
    assertThat(bench.recorded()).containsExactly("a1", "b2", "c3");
    assertThat(bench.tables()).containsExactly("a", "c");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource
  void looksAfterALostCommitAndGoesOn(Proxy.Loss loss) {
    bench.upgrade("a1");
    proxy.breakAt("INSERT INTO revisor.step", loss, 1);

    var result = bench.upgrade("head");

    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.events).hasAtLeastOneElementOfType(RunEvent.Reconnecting.class);
    assertAtHead();
  }

  @ParameterizedTest
  @EnumSource
  void looksAfterALostCommitOfADowngrade(Proxy.Loss loss) {
    bench.upgrade("head");
    proxy.breakAt("INSERT INTO revisor.step", loss, 1);

    var result = bench.apply(Planner.Backwards.ALLOWED, "a1");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.recorded()).containsExactly("a1");
    assertThat(bench.tables()).containsExactly("a");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  @Test
  void tellsOfAStepWhoseCommitWasLostThoughItCouldNotLook() throws SQLException {
    bench.upgrade("a1");
    bench.lockWait(Duration.ofMillis(100));
    var key = RunLock.of(bench.versionTable).key();
    proxy.breakAt("INSERT INTO revisor.step", Proxy.Loss.ANSWER, 1);
    try (var other = bench.database.connect();
        var statement = other.createStatement()) {
      bench.listener =
          event -> {
            if (event instanceof RunEvent.Reconnecting) {
              execute(statement, "SELECT pg_advisory_lock(" + key + ")");
            }
          };

      var result = bench.upgrade("head");

      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.LockTimeout);
      assertThat(result.exitCode()).isEqualTo(4);
    }
    try (var connection = bench.database.connect()) {
      var run = new HistoryReader(connection, bench.versionTable).runs(1).getFirst();
      assertThat(run.steps()).extracting(step -> step.revision().value()).containsExactly("b2");
      assertThat(run.to()).hasToString("[b2]");
      assertThat(run.reason()).contains(Reason.LockTimeout);
    }
    bench.upgrade("head");
    assertAtHead();
  }

  private static void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givesUpWhenEveryCommitIsLost() {
    bench.upgrade("a1");
    proxy.breakAt("INSERT INTO revisor.step", Proxy.Loss.REQUEST, 100);

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(result.exitCode()).isEqualTo(4);
    proxy.breakAt("", Proxy.Loss.REQUEST, 0);
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertAtHead();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pg_try_advisory_lock",
        "CREATE TABLE IF NOT EXISTS revisor",
        "INSERT INTO revisor.run",
        "SET LOCAL revisor.step",
        "CREATE TABLE a ",
        "INSERT INTO a ",
        "second of b2",
        "CREATE TABLE c ",
        "UPDATE revisor.run"
      })
  void isDoneExactlyOnceWhereverTheConnectionBreaks(String text) {
    for (var loss : Proxy.Loss.values()) {
      var fresh = new LostConnectionIT();
      fresh.proxy.breakAt(text, loss, 1);

      var result = fresh.bench.upgrade("head");

      assertThat(fresh.proxy.cuts()).isEqualTo(1);
      assertThat(result.exitCode()).as(result.message()).isIn(0, 4);
      fresh.bench.upgrade("head");
      fresh.assertAtHead();
      fresh.close();
    }
  }

  @Test
  void saysThatTheServerEndedTheSession() {
    bench.scripts.add(
        "b2",
        "a1",
        "INSERT INTO a VALUES (1);\nSELECT pg_terminate_backend(pg_backend_pid());",
        "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(error(result).sqlState()).isEqualTo("57P01");
    assertThat(error(result).file()).isEqualTo("b2.sql");
    assertThat(bench.rows()).containsExactly("a1");
  }

  /// Nobody can tell whether such a statement breaks the connection or a network does.
  @Test
  void triesAStatementThatWentOutWithTheCommitOnceMore() {
    bench.scripts.add(
        "b2", "a1", "INSERT INTO a SELECT 1 FROM pg_terminate_backend(pg_backend_pid());", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(error(result).statement()).startsWith("INSERT INTO a SELECT 1");
    assertThat(bench.events).filteredOn(RunEvent.Reconnecting.class::isInstance).hasSize(2);
    assertThat(bench.rows()).containsExactly("a1");
  }

  @Test
  void marksTheRunThatDied() throws SQLException {
    bench.upgrade("a1");
    bench.database.execute(
        "INSERT INTO revisor.run (id, version_table, command, database_user, from_revisions,"
            + " to_revisions, parameters, started_at)"
            + " VALUES ('dead', 'revisor.version', 'apply', 'x', '{}', '{}', '{}', now());"
            + "INSERT INTO revisor.step VALUES ('dead', 1, 'a1', 'upgrade', NULL, now(), 12)");

    bench.upgrade("head");

    try (var connection = bench.database.connect()) {
      var dead = new HistoryReader(connection, bench.versionTable).run("dead").orElseThrow();
      assertThat(dead.outcome()).contains(Outcome.Failed);
      assertThat(dead.reason()).contains(Reason.ConnectionLost);
      assertThat(dead.steps()).hasSize(1);
      assertThat(dead.error().orElseThrow().message()).contains("without a result");
    }
  }

  @Test
  void saysThatNobodyListens() {
    bench.settings =
        ConnectionSettings.of(DatabaseUrl.parse("postgresql://postgres@localhost:1/shop"));

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.DatabaseUnreachable);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.database()).isNull();
    assertThat(result.message()).contains("postgresql://postgres@localhost:1/shop");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    bench.settings =
        ConnectionSettings.of(
            DatabaseUrl.parse("postgresql://postgres@localhost:" + proxy.port() + "/nowhere"));

    assertThat(bench.upgrade("head").reason()).isEqualTo(Reason.DatabaseNotFound);
  }

  @Test
  void saysThatThereIsNoSuchRole() {
    bench.settings =
        ConnectionSettings.of(
            DatabaseUrl.parse("postgresql://nobody@localhost:" + proxy.port() + "/postgres"));

    assertThat(bench.upgrade("head").reason()).isEqualTo(Reason.AuthenticationFailed);
  }
}
