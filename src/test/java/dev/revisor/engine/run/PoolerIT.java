package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Planner;
import dev.revisor.support.PgBouncer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Through a real PgBouncer: as without it where a client keeps its session, refused before a lock
/// is taken where it does not.
class PoolerIT {
  @TempDir private Path folder;
  private final Workbench bench = new Workbench();

  PoolerIT() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);\nSET search_path = pg_catalog;", "DROP TABLE a;")
        .addWithoutTransaction("b2", "a1", "CREATE INDEX CONCURRENTLY i ON a (x);")
        .add("c3", "b2", "COPY a FROM stdin;\n1\n\\.\n", "DELETE FROM a;");
  }

  private void through(PgBouncer pooler) {
    bench.settings = ConnectionSettings.of(DatabaseUrl.parse(pooler.url(bench.database)));
  }

  private void directly() {
    bench.settings = ConnectionSettings.of(DatabaseUrl.parse(bench.database.url()));
  }

  private List<String> locks() {
    return bench.database.list(
        "SELECT pid FROM pg_locks JOIN pg_database d ON d.oid = database"
            + " WHERE locktype = 'advisory' AND datname = current_database()");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20})
  void refusesAPoolThatSharesSessionsBetweenTransactions(int size) {
    try (var pooler = PgBouncer.start(folder, PgBouncer.Mode.TRANSACTION, size, "")) {
      through(pooler);

      var result = bench.upgrade("head");

      assertThat(result.reason()).as(result.message()).isEqualTo(Reason.PoolerDetected);
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.message()).contains("a pooler", bench.settings.toString());
      assertThat(locks()).isEmpty();
      assertThat(bench.tables()).isEmpty();
      directly();
      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    }
  }

  @Test
  void refusesItForEverythingThatTakesTheLock() {
    bench.upgrade("a1");
    try (var pooler = PgBouncer.start(folder, PgBouncer.Mode.TRANSACTION, 5, "")) {
      through(pooler);

      assertThat(bench.stamp("b2").reason()).isEqualTo(Reason.PoolerDetected);
      assertThat(bench.apply(Planner.Backwards.ALLOWED, "base").reason())
          .isEqualTo(Reason.PoolerDetected);
      assertThatThrownBy(() -> bench.executor().ensure(bench.request("ensure-version")))
          .extracting(e -> ((RevisorException) e).reason())
          .isEqualTo(Reason.PoolerDetected);
      assertThatThrownBy(() -> bench.executor().repair(bench.request("repair"), Repair.FORGET))
          .extracting(e -> ((RevisorException) e).reason())
          .isEqualTo(Reason.PoolerDetected);
      assertThatThrownBy(() -> bench.executor().requireSession(bench.request("doctor")))
          .extracting(e -> ((RevisorException) e).reason())
          .isEqualTo(Reason.PoolerDetected);
      assertThat(locks()).isEmpty();
      assertThat(bench.rows()).containsExactly("a1");
    }
  }

  @Test
  void readsThroughIt() {
    directly();
    bench.upgrade("head");
    try (var pooler = PgBouncer.start(folder, PgBouncer.Mode.TRANSACTION, 2, "")) {
      through(pooler);

      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.NothingToDo);
    }
  }

  @Test
  void refusesAPoolWithoutTransactions() {
    try (var pooler = PgBouncer.start(folder, PgBouncer.Mode.STATEMENT, 5, "")) {
      through(pooler);

      var result = bench.upgrade("head");

      assertThat(result.exitCode()).as(result.message()).isEqualTo(4);
      assertThat(result.message()).contains("pool");
      assertThat(locks()).isEmpty();
      assertThat(bench.tables()).isEmpty();
    }
  }

  @Test
  void worksWhereAClientKeepsItsSession() {
    try (var pooler = PgBouncer.start(folder, PgBouncer.Mode.SESSION, 5, "")) {
      through(pooler);

      assertThat(bench.upgrade("head").message()).isEqualTo("applied 3 revisions; now at c3");
      assertThat(locks()).isEmpty();
      assertThat(bench.apply(Planner.Backwards.ALLOWED, "b2").outcome())
          .isEqualTo(Outcome.Succeeded);
      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
      assertThat(bench.rows()).containsExactly("c3");
      assertThat(bench.tables()).containsExactly("a");
    }
  }

  /// Two runs through one pool whose server processes are used again: nothing of one is left.
  @Test
  void leavesNothingInTheSessionsOfThePool() {
    try (var pooler = PgBouncer.start(folder, PgBouncer.Mode.SESSION, 5, "server_reset_query =")) {
      through(pooler);
      bench.scripts.add(
          "d4", "c3", "SET ROLE pg_monitor;\nSET lock_timeout = 77;\nLISTEN news;", "");
      bench.upgrade("head");
      bench.scripts.add("e5", "d4", "SELECT 1;", "");

      var left = new ArrayList<String>();
      try (var session = Session.open(bench.settings, _ -> {})) {
        left.addAll(
            session
                .row(
                    "SELECT current_user, current_setting('search_path'),"
                        + " (SELECT count(*) FROM pg_listening_channels())")
                .orElseThrow());
      } catch (java.sql.SQLException e) {
        throw new AssertionError(e);
      }

      assertThat(left).containsExactly("postgres", "\"$user\", public", "0");
      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
      assertThat(locks()).isEmpty();
    }
  }
}
