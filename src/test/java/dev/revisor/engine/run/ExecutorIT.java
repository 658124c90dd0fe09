package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Planner;
import dev.revisor.revision.RevisionId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  @Test
  void sharesTheTableOfAlembic() {
    bench.versionTable = VersionTable.parse("public.alembic_version");
    threeRevisions();
    bench.database.execute(
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL,"
            + " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));"
            + "INSERT INTO alembic_version VALUES ('a1'); CREATE TABLE a (x int)");

    assertThat(bench.upgrade("a1").outcome()).isEqualTo(Outcome.NothingToDo);
    assertThat(bench.upgrade("head").to()).isEqualTo(ids("c3"));
    assertThat(bench.rows()).containsExactly("c3");
    assertThat(bench.recorded()).containsExactly("b2", "c3");
    assertThat(bench.downgrade("base").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.tables()).isEmpty();
    assertThat(
            bench.database.list(
                "SELECT conname FROM pg_constraint"
                    + " WHERE conrelid = 'alembic_version'::regclass AND contype = 'p'"))
        .containsExactly("alembic_version_pkc");
  }

  @Test
  void makesTheTableAsAlembicWould() {
    bench.versionTable = VersionTable.parse("public.alembic_version");
    threeRevisions();

    bench.upgrade("head");

    assertThat(
            bench.database.value(
                "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                    + " WHERE conrelid = 'alembic_version'::regclass AND contype = 'p'"))
        .isEqualTo("alembic_version_pkc PRIMARY KEY (version_num)");
  }

  @Test
  void recordsWhoDidWhatAndWhen() throws SQLException {
    threeRevisions();
    var result = bench.upgrade("head");

    try (var connection = bench.database.connect()) {
      var reader = new HistoryReader(connection, bench.versionTable);
      var state = reader.read(HistoryReader.Detail.REVISIONS);
      var run = reader.run(bench.runId).orElseThrow();

      assertThat(run).isEqualTo(state.lastRun().orElseThrow());
      assertThat(run.outcome()).contains(Outcome.Succeeded);
      assertThat(run.requester()).contains("a test");
      assertThat(run.image()).contains("image:1");
      assertThat(run.databaseUser()).isEqualTo("postgres");
      assertThat(run.planHash()).contains(result.planHash());
      assertThat(run.from()).isEmpty();
      assertThat(run.to()).isEqualTo(ids("c3"));
      assertThat(run.steps())
          .extracting(step -> step.revision().value())
          .containsExactly("a1", "b2", "c3");
      assertThat(run.finishedAt()).isPresent();
      var b2 = Objects.requireNonNull(state.applied().get(new RevisionId("b2")));
      assertThat(b2.parents()).isEqualTo(ids("a1"));
      assertThat(b2.message()).isEqualTo("make b2");
      assertThat(reader.storedDowngrade(new RevisionId("b2")).orElseThrow().sql())
          .contains("DROP TABLE b;");
    }
  }

  @Test
  void recordsARunThatFailed() throws SQLException {
    bench.scripts.add("a1", "", "nonsense;", "");
    bench.upgrade("head");

    try (var connection = bench.database.connect()) {
      var run = new HistoryReader(connection, bench.versionTable).run(bench.runId).orElseThrow();

      assertThat(run.outcome()).contains(Outcome.Failed);
      assertThat(run.reason()).contains(Reason.MigrationFailed);
      assertThat(run.error().orElseThrow().sqlState()).isEqualTo("42601");
    }
  }

  @Test
  void putsVariablesIntoScriptsButNotIntoTheHistory() {
    bench.variables(Map.of("tenant", "o'neil", "table", "T"));
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE :\"table\" (name text);\nINSERT INTO :\"table\" VALUES (:'tenant');",
        "DELETE FROM :\"table\" WHERE name = :'tenant';\nDROP TABLE :\"table\";");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.value("SELECT name FROM \"T\"")).isEqualTo("o'neil");
    assertThat(bench.database.value("SELECT downgrade FROM revisor.revision"))
        .contains(":'tenant'")
        .doesNotContain("neil");
    assertThat(bench.database.value("SELECT parameters::text FROM revisor.run"))
        .isEqualTo("{table,tenant}");
    assertThat(bench.downgrade("base").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void runsNothingWhenAVariableIsMissing() {
    threeRevisions();
    bench.scripts.add("c3", "b2", "SELECT :'tenant';", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.MissingParameter);
    assertThat(error(result).file()).isEqualTo("c3.sql");
    assertThat(bench.rows()).isEmpty();
    assertThat(bench.tables()).isEmpty();
  }

  @Test
  void copiesInlineData() {
    var data = "1\tüñí😀\n2\t\\N\n3\ta\\tb\n".repeat(5000).lines().toList();
    var numbered = new StringBuilder();
    for (var i = 0; i < data.size(); i++) {
      numbered.append(i).append('\t').append(data.get(i)).append('\n');
    }
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (n int PRIMARY KEY, x int, y text);\nCOPY a FROM stdin;\n"
            + numbered
            + "\\.\nINSERT INTO a VALUES (-1, 0, 'after');",
        "DROP TABLE a;");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("15001");
    assertThat(bench.database.value("SELECT y FROM a WHERE n = 0")).isEqualTo("üñí😀");
    assertThat(bench.database.value("SELECT y FROM a WHERE n = 2")).isEqualTo("a\tb");
    assertThat(bench.database.value("SELECT y FROM a WHERE n = -1")).isEqualTo("after");
  }

  @Test
  void namesTheLineOfBadData() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int);\nCOPY a FROM stdin;\n1\n2\nthree\n\\.\n",
        "DROP TABLE a;");

    var result = bench.upgrade("head");

    assertThat(error(result).sqlState()).isEqualTo("22P02");
    assertThat(error(result).line())
        .isEqualTo(bench.scripts.text("a1").lines().toList().indexOf("three") + 1);
    assertThat(bench.tables()).isEmpty();
  }

  @Test
  void sendsStatementsAsTheyAre() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (j jsonb);\n"
            + "INSERT INTO a SELECT '{\"k\": 1}' WHERE '{\"k\": 1}'::jsonb ? 'k';\n"
            + "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;\n"
            + "INSERT INTO a VALUES (to_jsonb('{d ''2001-01-01''}'::text));",
        "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.list("SELECT j::text FROM a ORDER BY 1"))
        .containsExactly("\"{d '2001-01-01'}\"", "{\"k\": 1}");
    assertThat(bench.database.value("SELECT f()")).isEqualTo("2");
  }

  @Test
  void passesNoticesOn() {
    bench.scripts.add("a1", "", "DO $$ BEGIN RAISE NOTICE 'half way'; END $$;", "");

    bench.upgrade("head");

    assertThat(bench.events).contains(new RunEvent.Notice("NOTICE", "half way"));
  }

  @Test
  void tellsOfEachStep() {
    threeRevisions();

    bench.upgrade("head");

    assertThat(bench.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "Connected",
            "Planned",
            "StepStarted",
            "StepFinished",
            "StepStarted",
            "StepFinished",
            "StepStarted",
            "StepFinished");
  }

  @Test
  void refusesFilesThatWereChangedAfterTheyWereApplied() {
    threeRevisions();
    bench.upgrade("b2");
    bench.scripts.add("a1", "", "CREATE TABLE a (x bigint);", "DROP TABLE a CASCADE;");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.ChangedScript);
    assertThat(result.outcome()).isEqualTo(Outcome.Refused);
    assertThat(result.message()).contains("a1");
    assertThat(bench.rows()).containsExactly("b2");

    bench.accept("a1");
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    bench.accept();
    assertThat(bench.database.value("SELECT downgrade FROM revisor.revision WHERE id = 'a1'"))
        .contains("CASCADE");
    assertThat(bench.downgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void keepsTheHistoriesOfTwoVersionTablesApart() {
    var other = new Workbench(bench.database);
    other.versionTable = VersionTable.parse("public.other_version");
    threeRevisions();
    other.scripts.add("a1", "", "CREATE TABLE z (x int);", "DROP TABLE z;");

    bench.upgrade("head");
    assertThat(other.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.rows()).containsExactly("c3");
    assertThat(other.rows()).containsExactly("a1");
    assertThat(other.downgrade("base").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.recorded()).containsExactly("a1", "b2", "c3");
  }
}
