package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.RunLock;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.support.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Several at once: other runs, other sessions with locks, and a request to stop.
class LocksIT {
  private final Workbench bench = new Workbench();

  LocksIT() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;")
        .add("b2", "a1", "INSERT INTO a VALUES (1);\nSELECT pg_sleep(0.2);", "DELETE FROM a;");
  }

  @Test
  void letsOneOfManyRunsDoTheWork() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = new ArrayList<Outcome>();
      for (var run :
          threads.invokeAll(Collections.nCopies(8, (Callable<RunResult>) this::upgradeBesides))) {
        outcomes.add(run.get().outcome());
      }
      assertThat(outcomes).containsOnlyOnce(Outcome.Succeeded);
      assertThat(Collections.frequency(outcomes, Outcome.NothingToDo)).isEqualTo(7);
    }
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("1");
    assertThat(bench.rows()).containsExactly("b2");
  }

  private RunResult upgradeBesides() {
    var one = new Workbench(bench.database);
    one.scripts.file("a1", bench.scripts.text("a1")).file("b2", bench.scripts.text("b2"));
    return one.upgrade("head");
  }

  @Test
  void saysWhoHoldsTheLockAndGivesUpInTime() throws SQLException {
    bench.lockWait(Duration.ofMillis(300));
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("SET application_name = 'somebody'");
      statement.execute("SELECT pg_advisory_lock(" + RunLock.of(VersionTable.DEFAULT).key() + ")");

      var result = bench.upgrade("head");

      assertThat(result.reason()).isEqualTo(Reason.LockTimeout);
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.message()).contains("somebody, postgres");
      assertThat(bench.events)
          .filteredOn(RunEvent.WaitingForLock.class::isInstance)
          .first()
          .extracting(event -> ((RunEvent.WaitingForLock) event).holder().isPresent())
          .isEqualTo(true);
    }
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void runsARevisionAgainThatMetALock() throws Exception {
    bench.upgrade("a1");
    bench.lockTimeout(Duration.ofMillis(100), 20);
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE a");
      var run = CompletableFuture.supplyAsync(() -> bench.upgrade("head"));
      awaitEvent(RunEvent.Retrying.class);
      statement.execute("COMMIT");

      assertThat(run.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.Succeeded);
    }
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("1");
  }

  @Test
  void givesUpALockAfterTheRetries() throws SQLException {
    bench.upgrade("a1");
    bench.lockTimeout(Duration.ofMillis(50), 2);
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE a");

      var result = bench.upgrade("head");

      assertThat(result.reason()).isEqualTo(Reason.LockTimeout);
      assertThat(error(result).sqlState()).isEqualTo("55P03");
      assertThat(error(result).file()).isEqualTo("b2.sql");
      assertThat(bench.events).filteredOn(RunEvent.Retrying.class::isInstance).hasSize(2);
    }
    assertThat(bench.rows()).containsExactly("a1");
  }

  @Test
  void cancelsTheStatementWhenTheGraceTimeIsOver() throws Exception {
    bench.upgrade("a1");
    bench.scripts.add("b2", "a1", "INSERT INTO a VALUES (1);\nSELECT pg_sleep(60);", "");

    var result = stopDuring("SELECT pg_sleep(60)");

    assertThat(result.reason()).isEqualTo(Reason.Terminated);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(error(result).statement()).isEqualTo("SELECT pg_sleep(60)");
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
    assertThat(
            bench.database.value("SELECT reason FROM revisor.run WHERE id = '" + bench.runId + "'"))
        .isEqualTo("Terminated");
  }

  @Test
  void letsAStatementEndWithinTheGraceTime() throws Exception {
    bench.upgrade("a1");
    bench.grace = Duration.ofSeconds(30);
    bench.scripts.add("b2", "a1", "SELECT pg_sleep(0.5);\nINSERT INTO a VALUES (1);", "");

    var result = stopDuring("SELECT pg_sleep(0.5)");

    assertThat(result.reason()).isEqualTo(Reason.Terminated);
    assertThat(error(result).sqlState()).isNull();
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  private RunResult stopDuring(String statement) throws Exception {
    var run = CompletableFuture.supplyAsync(() -> bench.upgrade("head"));
    awaitStatement(statement, run);
    bench.stop.request();
    return run.get(30, TimeUnit.SECONDS);
  }

  private void awaitStatement(String statement, CompletableFuture<RunResult> run) {
    var query =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = '"
            + statement
            + "'";
    Until.holds(statement, () -> run.isDone() || bench.database.value(query).equals("1"));
  }

  private void awaitEvent(Class<? extends RunEvent> event) {
    Until.holds(event.getSimpleName(), () -> bench.events.stream().anyMatch(event::isInstance));
  }

  @Test
  void stopsWhileItWaitsForTheLock() throws Exception {
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + RunLock.of(VersionTable.DEFAULT).key() + ")");
      var run = CompletableFuture.supplyAsync(() -> bench.upgrade("head"));
      awaitEvent(RunEvent.WaitingForLock.class);
      bench.stop.request();

      assertThat(run.get(30, TimeUnit.SECONDS).reason()).isEqualTo(Reason.Terminated);
    }
  }

  @Test
  void noticesThatSomethingElseChangedTheVersion() {
    bench.upgrade("a1");
    bench.scripts.add(
        "b2",
        "a1",
        "INSERT INTO a VALUES (1);\nUPDATE revisor.version SET version_num = 'zz';",
        "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.VersionChanged);
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  @Test
  void leavesNoLockBehind() {
    bench.upgrade("head");

    assertThat(
            bench.database.list(
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
        .isEmpty();
  }
}
