package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.read;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.PolicySpec.Downgrade;
import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationStatus;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the status says of a decision.
class StatusReportTest {
  private static final JobView JOB = Runs.job(1, new JobView.State.Running());

  /// @param statuses of Ready, Reconciling and Stalled
  record Case(Decision decision, String statuses, Reason reason) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new Decision.Nothing(), "True False False", Reason.Succeeded),
        new Case(
            new Decision.StartJob(1, new RunKey("g", "a")), "False True False", Reason.Running),
        new Case(
            new Decision.AwaitJob(JOB, Reason.PreviousRunActive, "m"),
            "False True False",
            Reason.PreviousRunActive),
        new Case(
            new Decision.AwaitStart(JOB, NOW, Reason.ImagePullFailed, "m"),
            "False True False",
            Reason.ImagePullFailed),
        new Case(
            new Decision.Withdraw(JOB, Reason.ImagePullFailed, "m"),
            "False True False",
            Reason.ImagePullFailed),
        new Case(new Decision.AwaitDatabase(), "Unknown True False", Reason.Pending),
        new Case(
            new Decision.RetryAt(NOW, Reason.LockTimeout, "m"),
            "False True False",
            Reason.LockTimeout),
        new Case(
            new Decision.Refuse(Reason.MigrationFailed, "m"),
            "False False True",
            Reason.MigrationFailed),
        new Case(new Decision.Suspended(), "False False False", Reason.Suspended),
        new Case(new Decision.Release(), "False True False", Reason.Deleting));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyDecisionSetsAllConditionsToOneReason(Case one) {
    var status = report(some(), one.decision());
    assertThat(words(status)).isEqualTo(one.statuses());
    assertThat(status.conditionsOrEmpty())
        .hasSize(5)
        .allSatisfy(
            condition -> {
              assertThat(condition.reason()).isEqualTo(one.reason());
              assertThat(condition.observedGeneration()).isEqualTo(1);
              assertThat(condition.message()).isNotBlank();
            });
    assertThat(status.observedGeneration()).isEqualTo(1);
  }

  @Test
  void whatWasDoneByHandIsToldOfAndLeavesTheRestAsItIs() {
    var drifted = new DriftView.Drifted("sha256:1", "table t: column x added by hand");
    var at = some().after(succeeded(1, "b2"));
    var status = report(at.database(Observations.read(drifted, "b2")), new Decision.Nothing());
    assertThat(words(status)).isEqualTo("True False False");
    assertThat(inSync(status).status()).isEqualTo(Condition.Status.False);
    assertThat(inSync(status).reason()).isEqualTo(Reason.SchemaDrift);
    assertThat(inSync(status).message()).contains("column x").contains("sha256:1");
    assertThat(status.schema())
        .isEqualTo(new SchemaMigrationStatus.SchemaStatus("sha256:1", NOW.toString()));

    var later =
        StatusReport.of(
            at.status(status).database(Observations.failed(Reason.DatabaseUnreachable)).build(),
            Ledger.of(at.build()),
            new Decision.RetryAt(NOW, Reason.DatabaseUnreachable, "m"),
            NOW.plusSeconds(60));
    assertThat(inSync(later)).isEqualTo(inSync(status));
    assertThat(later.schema()).isEqualTo(status.schema());

    var inSync = new DriftView.InSync("sha256:2");
    var undone = report(at.database(Observations.read(inSync, "b2")), new Decision.Nothing());
    assertThat(inSync(undone).status()).isEqualTo(Condition.Status.True);
    assertThat(inSync(undone).reason()).isEqualTo(Reason.Succeeded);
  }

  private static Condition inSync(SchemaMigrationStatus status) {
    return status.conditionsOrEmpty().stream()
        .filter(one -> one.type() == Condition.Type.InSync)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTransitionHasATimeAndNothingElseChangesIt() {
    var first = report(some(), new Decision.RetryAt(NOW, Reason.LockTimeout, "once"));
    var later =
        StatusReport.of(
            some().status(first).build(),
            Ledger.of(some().build()),
            new Decision.RetryAt(NOW, Reason.ConnectionLost, "again"),
            NOW.plus(Duration.ofHours(1)));
    assertThat(later.conditionsOrEmpty())
        .extracting(Condition::lastTransitionTime)
        .containsOnly(NOW.toString());
    var ready =
        StatusReport.of(
            some().status(later).build(),
            Ledger.of(some().build()),
            new Decision.Nothing(),
            NOW.plus(Duration.ofHours(2)));
    assertThat(ready.conditionsOrEmpty())
        .extracting(Condition::lastTransitionTime)
        .containsExactly(
            "2026-01-01T14:00:00Z",
            "2026-01-01T14:00:00Z",
            "2026-01-01T12:00:00Z",
            "2026-01-01T12:00:00Z",
            "2026-01-01T12:00:00Z");
  }

  @Test
  void theSameStatusIsWrittenTheSameWay() {
    var given = some().after(succeeded(1, "b2")).database(read("b2"));
    var once = report(given, new Decision.Nothing());
    assertThat(
            StatusReport.of(
                given.status(once).build(),
                Ledger.of(given.status(once).build()),
                new Decision.Nothing(),
                NOW.plusSeconds(300)))
        .isEqualTo(once);
  }

  @Test
  void theRowsAreThoseOfTheDatabase() {
    var status =
        report(some().after(succeeded(1, "b2")).database(read("a1", "x9")), new Decision.Nothing());
    assertThat(status.currentRevisions()).containsExactly("a1", "x9");
    assertThat(status.database())
        .extracting(one -> one.systemIdentifier(), one -> one.versionTable())
        .containsExactly("7", "revisor.version");
  }

  @Test
  void theyStandWhileTheDatabaseCannotBeRead() {
    var before = report(some().database(read("b2")), new Decision.Nothing());
    var status =
        report(
            some().status(before).database(Observations.failed(Reason.DatabaseUnreachable)),
            new Decision.RetryAt(NOW, Reason.DatabaseUnreachable, "no"));
    assertThat(status.currentRevisions()).containsExactly("b2");
    assertThat(status.nextAttemptAt()).isEqualTo(NOW.toString());
  }

  @Test
  void theTargetOfAnotherSpecIsNotShown() {
    var other = Observations.spec("shop:2", "head", Downgrade.Deny, false);
    var status =
        report(
            some().after(succeeded(1, "b2")).spec(other),
            new Decision.StartJob(2, new RunKey("g", "a")));
    assertThat(status.targetRevisions()).isNull();
    assertThat(status.pending()).isNull();
    assertThat(status.runs()).isEqualTo(2);
    assertThat(status.runKey()).isEqualTo("g.a");
  }

  @Test
  void aSuspendedResourceIsReadyWhereItsDatabaseIsAtItsTarget() {
    var given = some().after(succeeded(1, "b2"));
    assertThat(words(report(given.database(read("b2")), new Decision.Suspended())))
        .isEqualTo("True False False");
    assertThat(words(report(given.database(read("a1")), new Decision.Suspended())))
        .isEqualTo("False False False");
  }

  @Test
  void aSuspendedResourceStaysAsItWasSeenWhileTheDatabaseCannotBeSeen() {
    var unseen = new DatabaseView.Unseen();
    var known = some().after(succeeded(1, "b2")).database(read("b2"));
    var before = report(known, new Decision.Suspended());
    assertThat(words(report(known.status(before).database(unseen), new Decision.Suspended())))
        .isEqualTo("True False False");
    assertThat(words(report(some().database(unseen), new Decision.Suspended())))
        .isEqualTo("Unknown False False");
  }

  @Test
  void whatWasSaidStandsUntilTheDatabaseIsSeenUnlessTheSpecIsAnother() {
    var before = report(some(), new Decision.Refuse(Reason.MigrationFailed, "m"));
    var same = report(some().status(before), new Decision.AwaitDatabase());
    assertThat(same.conditionsOrEmpty()).isEqualTo(before.conditionsOrEmpty());
    var old =
        new SchemaMigrationStatus(
            0L,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            before.conditionsOrEmpty().stream().map(StatusReportTest::ofAnEarlierSpec).toList());
    assertThat(words(report(some().status(old), new Decision.AwaitDatabase())))
        .isEqualTo("Unknown True False");
  }

  private static Condition ofAnEarlierSpec(Condition one) {
    return new Condition(
        one.type(), one.status(), 0, one.lastTransitionTime(), one.reason(), one.message());
  }

  private static SchemaMigrationStatus report(Observations given, Decision decision) {
    var observed = given.build();
    return StatusReport.of(observed, Ledger.of(observed), decision, NOW);
  }

  private static String words(SchemaMigrationStatus status) {
    return status.conditionsOrEmpty().stream()
        .limit(3)
        .map(one -> one.status().name())
        .collect(Collectors.joining(" "));
  }
}
