package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.RunLock;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.support.Until;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a broken run was about to write down comes before the next run judges.
class JournalLockIT {
  private static final long JOURNAL = RunLock.ofJournal(VersionTable.DEFAULT).key();
  private static final RunLock RUN = RunLock.of(VersionTable.DEFAULT);

  private final Workbench bench = new Workbench();

  JournalLockIT() {
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);", "");
    bench.upgrade("head");
    bench.scripts.addWithoutTransaction("b2", "a1", "INSERT INTO a VALUES (3);");
  }

  private static void execute(Connection session, String sql) throws SQLException {
    try (var statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void seesAnEntryThatComesLate() throws Exception {
    try (var late = bench.database.connect()) {
      execute(late, "SELECT pg_advisory_lock(" + JOURNAL + ")");
      var run = CompletableFuture.supplyAsync(() -> bench.upgrade("head"));
      Until.holds("the run has its own lock", () -> run.isDone() || isRunLocked());
      execute(
          late,
          "INSERT INTO revisor.progress (version_table, revision, direction, ordinal, run_id,"
              + " digest, statement, started_at) SELECT 'revisor.version', 'b2', 'upgrade', 1, id,"
              + " repeat('0', 64), 'INSERT', now() FROM revisor.run");
      execute(late, "SELECT pg_advisory_unlock(" + JOURNAL + ")");

      assertThat(run.get(60, TimeUnit.SECONDS).reason()).isEqualTo(Reason.InterruptedRevision);
    }
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  private boolean isRunLocked() {
    return bench
        .database
        .value(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                + " AND classid::bigint = "
                + RUN.classId()
                + " AND objid::bigint = "
                + RUN.objectId())
        .equals("1");
  }

  @Test
  void givesUpInTime() throws SQLException {
    bench.lockWait(Duration.ofMillis(100));
    try (var late = bench.database.connect()) {
      execute(late, "SELECT pg_advisory_lock(" + JOURNAL + ")");

      var result = bench.upgrade("head");

      assertThat(result.reason()).isEqualTo(Reason.LockTimeout);
      assertThat(result.exitCode()).isEqualTo(4);
    }
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
  }
}
