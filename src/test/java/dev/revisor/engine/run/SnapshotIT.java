package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Planner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The snapshot of the schema, over runs and what happens between them.
class SnapshotIT {
  private final Workbench bench = new Workbench();

  @BeforeEach
  void scripts() {
    bench.scripts.add("a1", "", "CREATE TABLE first (id int);", "DROP TABLE first;");
    bench.scripts.add("b2", "a1", "CREATE TABLE second (id int);", "DROP TABLE second;");
  }

  @Test
  void whatARunLeftIsAccepted() {
    assertThat(bench.upgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    var before = fingerprint();
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(fingerprint()).isNotEqualTo(before);
    assertThat(bench.downgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(fingerprint()).isEqualTo(before);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void aRunThatFailedHalfWayLeavesWhatItDid() {
    bench.scripts.add("c3", "b2", "CREATE TABLE first (id int);", "");
    assertThat(bench.upgrade("c3").reason()).isEqualTo(Reason.MigrationFailed);
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.downgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void aSnapshotThatWasNotTakenIsMadeUpFor() {
    bench.upgrade("a1");
    var taken = fingerprint();
    // As after a run that died between its last step and the snapshot.
    bench.database.execute("DELETE FROM revisor.snapshot");
    assertThat(bench.apply(Planner.Backwards.DENIED, "a1").outcome())
        .isEqualTo(Outcome.NothingToDo);
    assertThat(fingerprint()).isEqualTo(taken);
  }

  @Test
  void aSnapshotThatARunHasOvertakenIsNotComparedWith() {
    bench.upgrade("a1");
    bench.database.execute("CREATE TABLE revisor.kept AS TABLE revisor.snapshot");
    bench.upgrade("b2");
    bench.database.execute(
        "DELETE FROM revisor.snapshot; INSERT INTO revisor.snapshot TABLE revisor.kept; DROP TABLE revisor.kept");
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.downgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void anotherScopeIsNoDrift() {
    bench.upgrade("a1");
    bench.database.execute("CREATE TABLE by_hand (id int)");
    bench.ignored = List.of("public.by_hand");
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    bench.database.execute("ALTER TABLE by_hand ADD x int");
    assertThat(bench.downgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT ignored::text FROM revisor.snapshot"))
        .isEqualTo("{public.by_hand}");
  }

  @Test
  void driftStaysOverRunsAndEndsWhenItIsUndone() {
    bench.upgrade("a1");
    bench.database.execute("ALTER TABLE first ADD note text");
    bench.upgrade("b2");
    assertThat(drifts()).containsExactly("table public.first: column note added by hand");
    bench.events.clear();
    bench.database.execute("ALTER TABLE first DROP note");
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.downgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void whatARunDropsIsNoDriftAnyMore() {
    bench.upgrade("b2");
    bench.database.execute("ALTER TABLE second ADD note text");
    bench.downgrade("a1");
    bench.events.clear();
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void onlyTheSchemaThatIsMeantIsAccepted() {
    bench.upgrade("a1");
    bench.database.execute("CREATE VIEW by_hand AS SELECT 1 AS one");
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    bench.acceptedDrift = Optional.of("sha256:" + "0".repeat(64));
    assertThat(bench.upgrade("b2").reason()).isEqualTo(Reason.SchemaDrift);
    assertThat(bench.database.value("SELECT to_regclass('second')")).isEqualTo("null");
    var live = drifted().getLast().fingerprint();
    bench.acceptedDrift = Optional.of(live);
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    bench.acceptedDrift = Optional.empty();
    assertThat(bench.downgrade("a1").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void aSnapshotThatCannotBeReadStopsNoRun() {
    bench.upgrade("a1");
    bench.database.execute(
        "UPDATE revisor.snapshot SET catalog = '\"nonsense\"', fingerprint = 'x'");
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.events)
        .anySatisfy(event -> assertThat(event).isInstanceOf(RunEvent.Notice.class));
    assertThat(fingerprint()).startsWith("sha256:");
  }

  @Test
  void whatARevisionWithoutATransactionDidBeforeItFailedIsNoDrift() {
    bench.upgrade("b2");
    bench.scripts.addWithoutTransaction(
        "c3", "b2", "CREATE TABLE third (id int); CREATE TABLE first (id int);");
    assertThat(bench.upgrade("c3").reason()).isEqualTo(Reason.MigrationFailed);
    bench.database.execute("DROP TABLE first");
    bench.events.clear();
    bench.onDrift = SnapshotOptions.OnDrift.BLOCK;
    assertThat(bench.upgrade("c3").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.downgrade("b2").reason()).isNotEqualTo(Reason.SchemaDrift);
    assertThat(drifts()).isEmpty();
  }

  @Test
  void theFirstStampTakesOne() {
    bench.database.execute("CREATE TABLE first (id int)");
    bench.stamp("a1");
    var first = fingerprint();
    bench.database.execute("CREATE TABLE by_hand (id int)");
    bench.stamp("b2");
    assertThat(fingerprint()).isEqualTo(first);
  }

  private String fingerprint() {
    return bench.database.value("SELECT fingerprint FROM revisor.snapshot");
  }

  private List<String> drifts() {
    return drifted().stream().flatMap(event -> event.drift().lines().stream()).toList();
  }

  private List<RunEvent.Drifted> drifted() {
    return bench.events.stream()
        .filter(RunEvent.Drifted.class::isInstance)
        .map(RunEvent.Drifted.class::cast)
        .toList();
  }
}
