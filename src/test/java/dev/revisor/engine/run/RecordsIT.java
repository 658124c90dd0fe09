package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.revision.RevisionId;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is recorded of runs and revisions, and in which tables.
class RecordsIT {
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

  /// What a step leaves for its end takes time of that step, not of the next one.
  @Test
  void theTimeOfAStepIsItsOwn() {
    bench
        .scripts
        .add(
            "a1",
            "",
            """
            CREATE TABLE a (x int);
            CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql
              AS $$BEGIN PERFORM pg_sleep(2); RETURN NULL; END$$;
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON a DEFERRABLE INITIALLY DEFERRED
              FOR EACH ROW EXECUTE FUNCTION late();
            INSERT INTO a VALUES (1);
            """,
            "")
        .add("b2", "a1", "CREATE TABLE b (x int);", "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    for (var table : List.of("step", "revision")) {
      var order = table.equals("step") ? "ordinal" : "id";
      assertThat(
              bench.database.list(
                  "SELECT duration_ms >= 2000 FROM revisor." + table + " ORDER BY " + order))
          .as(table)
          .containsExactly("t", "f");
    }
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
