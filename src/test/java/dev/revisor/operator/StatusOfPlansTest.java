package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Runs.failed;
import static dev.revisor.operator.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.PlanStatus;
import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigrationStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the status says of approvals, plans and drift.
class StatusOfPlansTest {
  @Test
  void whetherThePlanIsApprovedIsToldWhereThePolicyAsksForIt() {
    var given = some().spec(Observations.spec(PolicySpec.Approval.Always));
    var key = Observations.key(Observations.spec(PolicySpec.Approval.Always));
    var waits = Runs.keyed(failed(1, Reason.AwaitingApproval, Fault.USER, List.of()), key);
    assertThat(approved(report(given, new Decision.StartJob(1, RunKey.parse(key)))))
        .isEqualTo(Condition.Status.Unknown);
    var waiting = report(given.after(waits), new Decision.AwaitApproval("m"));
    assertThat(approved(waiting)).isEqualTo(Condition.Status.False);
    assertThat(approved(report(given.after(Runs.keyed(succeeded(1), key)), new Decision.Nothing())))
        .isEqualTo(Condition.Status.True);
    assertThat(approved(report(some(), new Decision.AwaitDatabase())))
        .as("where none is asked for, every plan has it")
        .isEqualTo(Condition.Status.True);
  }

  @Test
  void whereDriftIsIgnoredNobodyKnowsOfAny() {
    var spec =
        Observations.spec(
            new PolicySpec(
                null, null, null, PolicySpec.Drift.Ignore, null, null, null, null, null, 2),
            null);
    var drifted = new DriftView.Drifted("sha256:1", "m");
    var status =
        report(some().spec(spec).database(Observations.read(drifted)), new Decision.Nothing());
    assertThat(inSync(status).status()).isEqualTo(Condition.Status.Unknown);
    assertThat(inSync(status).reason()).isEqualTo(Reason.Succeeded);
  }

  @Test
  void thePlanOfAnotherTargetIsNotShown() {
    var plan = new PlanStatus("sha256:a", "upgrade", 1, null, null);
    var run = Runs.planned(succeeded(1, "b2"), "sha256:a");
    var given = some().after(run);
    assertThat(plan(given, plan)).isEqualTo(plan);
    assertThat(plan(some().after(succeeded(2, "b2")), plan)).as("a run of another plan").isNull();
    var nothing = Runs.status(2, "NothingToDo", Reason.NothingToDo, null, List.of("b2"));
    assertThat(plan(some().after(nothing, run), plan)).isEqualTo(plan);
  }

  private static @Nullable PlanStatus plan(Observations given, PlanStatus known) {
    var observed = given.build();
    var ledger = Ledger.of(observed);
    return StatusReport.of(
            observed,
            new Ledger(ledger.history(), 0, 0, List.of(), Optional.of(known)),
            new Decision.Nothing(),
            NOW)
        .plan();
  }

  private static Condition.Status approved(SchemaMigrationStatus status) {
    return find(status, Condition.Type.Approved).status();
  }

  private static Condition find(SchemaMigrationStatus status, Condition.Type type) {
    return status.conditionsOrEmpty().stream()
        .filter(one -> one.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private static Condition inSync(SchemaMigrationStatus status) {
    return find(status, Condition.Type.InSync);
  }

  private static SchemaMigrationStatus report(Observations given, Decision decision) {
    var observed = given.build();
    return StatusReport.of(observed, Ledger.of(observed), decision, NOW);
  }
}
