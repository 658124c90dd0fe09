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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Before each step the run proves that the lock and the version are still as it found them.
class PossessionIT {
  private final Workbench bench = new Workbench();

  private CompletableFuture<RunResult> upgradeUntilItWaits() {
    var run = CompletableFuture.supplyAsync(() -> bench.upgrade("head"));
    var waiting =
        "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            + " WHERE datname = current_database() AND NOT granted AND relation IS NOT NULL";
    Until.holds("the script waits", () -> !bench.database.value(waiting).equals("0"));
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"transaction=none", ""})
  void stopsWhereTheLockIsLost(String mode) {
    bench
        .scripts
        .add("a1", "", "SELECT pg_advisory_unlock_all();", "")
        .file(
            "b2",
            """
            -- revisor:revision b2
            -- revisor:revises a1
            -- revisor:upgrade %s
            CREATE TABLE b (x int);
            """
                .formatted(mode));

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.PoolerDetected);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.message()).contains("the run lock is not this session's any more");
    assertThat(error(result).hint()).contains("pooler");
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.tables()).isEmpty();
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void keepsOthersOutUntilTheTransactionHasEndedEvenThen() throws Exception {
    bench.database.execute("CREATE TABLE gate (x int)");
    bench.scripts.add("a1", "", "SELECT pg_advisory_unlock_all();\nLOCK TABLE gate;", "");
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE gate");
      var run = upgradeUntilItWaits();

      var taken = "SELECT pg_try_advisory_lock(" + RunLock.of(VersionTable.DEFAULT).key() + ")";
      assertThat(bench.database.value(taken)).isEqualTo("f");

      statement.execute("COMMIT");
      assertThat(run.get(30, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.Succeeded);
    }
  }

  @Test
  void noticesThatAnotherSessionChangedTheVersionMeanwhile() throws Exception {
    bench.scripts.add("a1", "", "CREATE TABLE gate (x int);", "");
    bench.upgrade("head");
    bench.scripts.add("b2", "a1", "LOCK TABLE gate;\nCREATE TABLE b (x int);", "");
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE gate");
      var run = upgradeUntilItWaits();
      bench.database.execute("UPDATE revisor.version SET version_num = 'zz'");
      statement.execute("COMMIT");

      var result = run.get(30, TimeUnit.SECONDS);

      assertThat(result.reason()).isEqualTo(Reason.VersionChanged);
      assertThat(result.message()).contains("revisor.version", "a1", "something else changed them");
    }
    assertThat(bench.rows()).containsExactly("zz");
    assertThat(bench.tables()).containsExactly("gate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"55P03", "40P01", "40001"})
  void runsARevisionAgainAsAWholeAfterWhatPasses(String state) {
    bench.lockTimeout(Duration.ofSeconds(5), 3);
    bench.database.execute("CREATE SEQUENCE attempts");
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int);\nDO $$ BEGIN IF nextval('attempts') < 3 THEN"
            + " RAISE EXCEPTION USING ERRCODE = '"
            + state
            + "'; END IF; END $$;",
        "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.events).filteredOn(RunEvent.Retrying.class::isInstance).hasSize(2);
    assertThat(bench.tables()).containsExactly("a");
  }

  @Test
  void goesOnWithAScriptWithoutATransactionAfterItWasAskedToStop() throws SQLException {
    bench.database.execute("CREATE TABLE gate (x int)");
    bench.scripts.addWithoutTransaction(
        "a1", "", "INSERT INTO gate VALUES (1);\nTRUNCATE gate;\nINSERT INTO gate VALUES (2);");
    try (var holder = bench.database.connect();
        var statement = holder.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE gate IN SHARE UPDATE EXCLUSIVE MODE");
      var run = upgradeUntilItWaits();
      bench.stop.request();
      assertThat(run.join().reason()).isEqualTo(Reason.Terminated);
      assertThat(run.join().exitCode()).isEqualTo(4);
      statement.execute("COMMIT");
    }

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.list("SELECT x FROM gate")).containsExactly("2");
  }
}
