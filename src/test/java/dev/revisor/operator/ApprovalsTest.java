package dev.revisor.operator;

import static dev.revisor.operator.Observations.read;
import static dev.revisor.operator.Observations.some;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.PolicySpec.Approval;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigrationStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which approvals count, and for how long.
class ApprovalsTest {
  private static final String ONE = "sha256:" + "1".repeat(64);
  private static final String TWO = "sha256:" + "2".repeat(64);

  @Test
  void bothPlacesCount() {
    assertThat(observed(Approval.Always, ONE, TWO).grants().approvals()).containsExactly(ONE, TWO);
    assertThat(observed(Approval.Destructive, ONE, "").grants().approvals()).containsExactly(ONE);
    assertThat(observed(Approval.Always, null, ONE).grants().approvals()).containsExactly(ONE);
  }

  @Test
  void noneCountsWhereNoneIsAskedFor() {
    assertThat(observed(Approval.Never, ONE, TWO).grants().approvals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "sha256:12", "--allow-downgrade", "sha256:1\n"})
  void whatIsNoHashIsNoApproval(String annotation) {
    assertThat(observed(Approval.Always, null, annotation).grants().approvals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true"})
  void aRunThatSucceededUsesItsApprovalUp(boolean succeeded, boolean stillThere) {
    var spec =
        Observations.spec(
            new PolicySpec(null, Approval.Always, null, null, null, null, null, null, null, 2),
            ONE);
    var result =
        succeeded
            ? Runs.approved(Runs.result("prod", "b2"), ONE)
            : Runs.approved(Runs.failure(), ONE);
    var job = Runs.job(1, Runs.ended(JobView.Cause.DIED, result));
    var observed = some().spec(spec).jobs(job).build();
    var after = observed.after(Ledger.of(observed));
    assertThat(after.grants().approvals().contains(ONE)).isEqualTo(stillThere);
    assertThat(after.status().spentApprovalsOrEmpty().contains(ONE)).isEqualTo(succeeded);
  }

  @Test
  void anApprovalThatIsTakenBackIsForgotten() {
    var used = SchemaMigrationStatus.EMPTY.withSpentApprovals(List.of(ONE));
    var given = observed(Approval.Always, ONE, "").with(used);
    assertThat(given.after(Ledger.of(given)).status().spentApprovalsOrEmpty()).containsExactly(ONE);
    assertThat(given.grants().approvals()).isEmpty();
    var takenBack = observed(Approval.Always, null, "").with(used);
    assertThat(takenBack.after(Ledger.of(takenBack)).status().spentApprovals()).isNull();
  }

  @Test
  void aRunThatWaitsIsRepeatedForAnApprovalAndForNothingElse() {
    var spec = Observations.spec(Approval.Always);
    var waits =
        Runs.keyed(
            Runs.failed(1, Reason.AwaitingApproval, Fault.USER, List.of("b2")),
            Observations.key(spec));
    var observed = some().spec(spec).after(waits).database(read("b2")).build();
    assertThat(decide(observed)).isEqualTo(new Decision.AwaitApproval("what happened"));
    var approved = observed.with(new Observation.Wishes("", ONE, "", ""));
    assertThat(decide(approved)).isEqualTo(new Decision.StartJob(2, approved.wanted()));
    var moved = some().spec(spec).after(waits).database(read("a1")).build();
    assertThat(decide(moved)).isEqualTo(new Decision.StartJob(2, moved.wanted()));
  }

  private static Decision decide(Observation observed) {
    return Decider.decide(observed, Ledger.of(observed), Observations.NOW);
  }

  private static Observation observed(Approval policy, @Nullable String inSpec, String annotation) {
    return some()
        .spec(
            Observations.spec(
                new PolicySpec(null, policy, null, null, null, null, null, null, null, 2), inSpec))
        .build()
        .with(new Observation.Wishes("", annotation, "", ""));
  }
}
