package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Planner;
import dev.revisor.revision.RevisionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Up and down on one database, where nothing is in the way.
class ExecutorIT {
  private final Workbench bench = new Workbench();

  private void threeRevisions() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;")
        .add("b2", "a1", "CREATE TABLE b (x int);\nINSERT INTO b VALUES (1);", "DROP TABLE b;")
        .add("c3", "b2", "CREATE TABLE c (x int);", "DROP TABLE c;");
  }

  private static List<RevisionId> ids(String... ids) {
    return List.of(ids).stream().map(RevisionId::new).toList();
  }

  @Test
  void upgradesAnEmptyDatabaseToItsHead() {
    threeRevisions();

    var result = bench.upgrade("head");

    assertThat(result.outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(result.message()).isEqualTo("applied 3 revisions; now at c3");
    assertThat(result.from()).isEmpty();
    assertThat(result.to()).isEqualTo(ids("c3"));
    assertThat(result.target()).isEqualTo(ids("c3"));
    assertThat(result.counts().upgraded()).isEqualTo(3);
    assertThat(result.exitCode()).isZero();
    assertThat(bench.rows()).containsExactly("c3");
    assertThat(bench.tables()).containsExactly("a", "b", "c");
    assertThat(bench.recorded()).containsExactly("a1", "b2", "c3");
  }

  @Test
  void doesNothingAndTakesNoLockWhenThereIsNothingToDo() {
    threeRevisions();
    bench.upgrade("head");
    bench.events.clear();

    var again = bench.upgrade("head");

    assertThat(again.outcome()).isEqualTo(Outcome.NothingToDo);
    assertThat(again.message()).isEqualTo("nothing to do; at c3");
    assertThat(bench.events).hasOnlyElementsOfType(RunEvent.Connected.class);
    assertThat(bench.database.value("SELECT count(*) FROM revisor.run")).isEqualTo("1");
  }

  @Test
  void goesBackAndForth() {
    threeRevisions();
    bench.upgrade("head");

    var back = bench.downgrade("a1");

    assertThat(back.message()).isEqualTo("undid 2 revisions; now at a1");
    assertThat(back.counts().downgraded()).isEqualTo(2);
    assertThat(bench.tables()).containsExactly("a");
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.recorded()).containsExactly("a1");

    assertThat(bench.downgrade("base").message()).isEqualTo("undid 1 revision; now at base");
    assertThat(bench.rows()).isEmpty();
    assertThat(bench.upgrade("c3").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.tables()).containsExactly("a", "b", "c");
  }

  @Test
  void refusesToGoBackWithoutPermission() {
    threeRevisions();
    bench.upgrade("head");

    var result = bench.apply(Planner.Backwards.DENIED, "a1");

    assertThat(result.outcome()).isEqualTo(Outcome.Refused);
    assertThat(result.reason()).isEqualTo(Reason.DowngradeDenied);
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(bench.rows()).containsExactly("c3");
  }

  @Test
  void keepsTheRevisionsBeforeAFailure() {
    threeRevisions();
    bench.scripts.add("b2", "a1", "CREATE TABLE b (x int);\nSELECT 1,\n  nonsense;", "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).isEqualTo(Outcome.Failed);
    assertThat(result.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.to()).isEqualTo(ids("a1"));
    assertThat(result.counts().pending()).isEqualTo(2);
    var error = error(result);
    assertThat(error.revision()).isEqualTo(new RevisionId("b2"));
    assertThat(error.file()).isEqualTo("b2.sql");
    assertThat(error.line())
        .isEqualTo(bench.scripts.text("b2").lines().toList().indexOf("  nonsense;") + 1);
    assertThat(error.column()).isEqualTo(3);
    assertThat(error.sqlState()).isEqualTo("42703");
    assertThat(error.statement()).isEqualTo("SELECT 1,\n  nonsense");
    assertThat(bench.tables()).containsExactly("a");
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.recorded()).containsExactly("a1");
  }

  @Test
  void goesBackWithoutTheFiles() {
    threeRevisions();
    bench.upgrade("head");
    bench.scripts.remove("c3").remove("b2");

    var result = bench.apply(Planner.Backwards.ALLOWED, "head");

    assertThat(result.outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.tables()).containsExactly("a");
  }

  @Test
  void saysThatAStoredDowngradeFailed() {
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;\nDROP TABLE nowhere;");
    bench.upgrade("head");
    bench.scripts.remove("a1");

    var result = bench.apply(Planner.Backwards.ALLOWED, "base");

    assertThat(result.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(error(result).file()).isEqualTo("stored downgrade");
    assertThat(error(result).line()).isEqualTo(2);
    assertThat(bench.tables()).containsExactly("a");
  }

  @Test
  void upgradesMergesAndBranches() {
    bench
        .scripts
        .add("a1", "", "SELECT 1;", "SELECT 1;")
        .add("b2", "a1", "SELECT 1;", "SELECT 1;")
        .add("c3", "a1", "SELECT 1;", "SELECT 1;")
        .add("d4", "b2, c3", "SELECT 1;", "SELECT 1;");

    assertThat(bench.upgrade("b2").to()).isEqualTo(ids("b2"));
    assertThat(bench.upgrade("c3").to()).isEqualTo(ids("b2", "c3"));
    assertThat(bench.rows()).containsExactly("b2", "c3");
    assertThat(bench.upgrade("head").to()).isEqualTo(ids("d4"));
    assertThat(bench.rows()).containsExactly("d4");
    var back = bench.downgrade("b2");
    assertThat(back.to()).as(back.message()).isEqualTo(ids("b2", "c3"));
    assertThat(bench.rows()).containsExactly("b2", "c3");
  }
}
