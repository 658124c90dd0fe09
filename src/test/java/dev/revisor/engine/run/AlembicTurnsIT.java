package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Outcome;
import dev.revisor.support.Alembic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alembic itself and Revisor take turns on one database that both keep in Alembic's table.
class AlembicTurnsIT {
  @TempDir private Path folder;
  private final Workbench bench = new Workbench();

  /// `a1 -> b2 -> c3`, `a1 -> b3`, both merged by `d4 -> e5`; each makes a table of its name.
  private Alembic project() {
    bench.versionTable = VersionTable.parse("public.alembic_version");
    var alembic = Alembic.project(folder, bench.database);
    add(alembic, "a1");
    add(alembic, "b2", "a1");
    add(alembic, "b3", "a1");
    add(alembic, "c3", "b2");
    add(alembic, "d4", "c3", "b3");
    add(alembic, "e5", "d4");
    return alembic;
  }

  private void add(Alembic alembic, String id, String... parents) {
    var up = "CREATE TABLE " + id + " (x int)";
    var down = "DROP TABLE " + id;
    alembic.add(id, List.of(parents), up, down);
    bench.scripts.add(id, String.join(", ", parents), up + ";", down + ";");
  }

  private void assertBothAreAt(Alembic alembic, List<String> rows, String... tables) {
    assertThat(bench.rows()).isEqualTo(rows);
    assertThat(alembic.current()).isEqualTo(rows);
    assertThat(bench.tables()).containsExactly(tables);
  }

  @Test
  void goOnWhereTheOtherStopped() {
    var alembic = project();
    alembic.run("upgrade", "a1").orFail();
    assertBothAreAt(alembic, List.of("a1"), "a1");

    assertThat(bench.upgrade("b2").message()).isEqualTo("applied 1 revision; now at b2");
    assertBothAreAt(alembic, List.of("b2"), "a1", "b2");

    alembic.run("upgrade", "b3").orFail();
    assertBothAreAt(alembic, List.of("b2", "b3"), "a1", "b2", "b3");

    assertThat(bench.upgrade("head").message()).isEqualTo("applied 3 revisions; now at e5");
    assertBothAreAt(alembic, List.of("e5"), "a1", "b2", "b3", "c3", "d4", "e5");
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.NothingToDo);
    alembic.run("upgrade", "heads").orFail();

    alembic.run("downgrade", "-1").orFail();
    assertBothAreAt(alembic, List.of("d4"), "a1", "b2", "b3", "c3", "d4");

    assertThat(bench.downgrade("c3").message()).isEqualTo("undid 1 revision; now at b3, c3");
    assertBothAreAt(alembic, List.of("b3", "c3"), "a1", "b2", "b3", "c3");

    alembic.run("upgrade", "head").orFail();
    assertBothAreAt(alembic, List.of("e5"), "a1", "b2", "b3", "c3", "d4", "e5");

    assertThat(bench.downgrade("base").message()).isEqualTo("undid 6 revisions; now at base");
    assertBothAreAt(alembic, List.of());
  }

  @Test
  void undoWhatTheOtherDid() {
    var alembic = project();
    bench.upgrade("head");
    alembic.run("downgrade", "base").orFail();
    assertBothAreAt(alembic, List.of());

    assertThat(bench.upgrade("c3").message()).isEqualTo("applied 3 revisions; now at c3");
    assertBothAreAt(alembic, List.of("c3"), "a1", "b2", "c3");
    alembic.run("stamp", "b2").orFail();
    assertBothAreAt(alembic, List.of("b2"), "a1", "b2", "c3");
    assertThat(bench.stamp("c3").outcome()).isEqualTo(Outcome.Succeeded);
    assertBothAreAt(alembic, List.of("c3"), "a1", "b2", "c3");

    assertThat(bench.downgrade("a1").message()).isEqualTo("undid 2 revisions; now at a1");
    assertBothAreAt(alembic, List.of("a1"), "a1");
  }

  @Test
  void changeNothingWhereTheOtherCameToTheHeads() {
    var alembic = project();
    alembic.run("upgrade", "heads").orFail();

    var result = bench.upgrade("heads");

    assertThat(result.outcome()).isEqualTo(Outcome.NothingToDo);
    assertThat(bench.database.list("SELECT 1 FROM pg_namespace WHERE nspname = 'revisor'"))
        .isEmpty();
  }

  @Test
  void doNotTakeEachOthersWorkForChangesMadeByHand() {
    var alembic = project();
    bench.upgrade("a1");
    alembic.run("upgrade", "b2").orFail();

    bench.upgrade("c3");

    assertThat(bench.events).doesNotHaveAnyElementsOfTypes(RunEvent.Drifted.class);
    assertThat(bench.events)
        .contains(
            new RunEvent.Notice(
                "WARNING",
                "another tool brought the database to b2 since the last run; the schema is not"
                    + " compared with what that run left"));
    bench.database.execute("CREATE TABLE by_hand (x int)");
    bench.upgrade("b3");
    assertThat(bench.events).hasAtLeastOneElementOfType(RunEvent.Drifted.class);
  }
}
