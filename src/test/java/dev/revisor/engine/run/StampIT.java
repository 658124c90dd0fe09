package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.Layout;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import org.junit.jupiter.api.Test;

/// The version is set without running anything.
class StampIT {
  private final Workbench bench = new Workbench();

  StampIT() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;")
        .add("b2", "a1", "CREATE TABLE b (x int);", "DROP TABLE b;");
  }

  @Test
  void setsTheVersionAndRecordsWhatCountsAsApplied() {
    var result = bench.stamp("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(result.message()).isEqualTo("now at b2");
    assertThat(bench.rows()).containsExactly("b2");
    assertThat(bench.recorded()).containsExactly("a1", "b2");
    assertThat(bench.tables()).isEmpty();
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.NothingToDo);
  }

  @Test
  void forgetsWhatDoesNotCountAsAppliedAnyMore() {
    bench.upgrade("head");

    bench.stamp("a1");

    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.recorded()).containsExactly("a1");
    bench.stamp("base");
    assertThat(bench.rows()).isEmpty();
    assertThat(bench.recorded()).isEmpty();
  }

  @Test
  void refusesARevisionThatIsNotThere() {
    var result = bench.stamp("zz99");

    assertThat(result.outcome()).isEqualTo(Outcome.Refused);
    assertThat(result.reason()).isEqualTo(Reason.UnknownRevision);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void makesTheTablesAlone() {
    bench.versionTable = VersionTable.parse("own.version");

    assertThat(bench.executor().ensure(bench.request("ensure-version")))
        .isEqualTo(Layout.Change.CREATED);
    assertThat(bench.executor().ensure(bench.request("ensure-version")))
        .isEqualTo(Layout.Change.NONE);
    assertThat(bench.rows()).isEmpty();
  }
}
