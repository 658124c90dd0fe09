package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.read;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Runs.failed;
import static dev.revisor.operator.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a change of the schema by hand leads to.
class DriftDecisionsTest {
  @ParameterizedTest
  @MethodSource("decisions")
  void decides(DeciderTest.Case one) {
    var observed = one.given().build();
    assertThat(Decider.decide(observed, Ledger.of(observed), NOW)).isEqualTo(one.decision());
  }

  static Stream<DeciderTest.Case> decisions() {
    var one = "sha256:" + "1".repeat(64);
    var drifted = new DriftView.Drifted(one, "table t: dropped by hand");
    var done = some().after(succeeded(3, "b2"));
    var blocked = some().after(failed(3, Reason.SchemaDrift, Fault.USER, List.of("b2")));
    return Stream.of(
        new DeciderTest.Case(
            "drift alone starts nothing",
            done.database(read(drifted, "b2")),
            new Decision.Nothing()),
        new DeciderTest.Case(
            "a blocked run waits",
            blocked.database(read(drifted, "b2")),
            new Decision.Refuse(
                Reason.SchemaDrift,
                "what happened; undo it, or set the annotation revisor.dev/accept-drift to that"
                    + " fingerprint")),
        new DeciderTest.Case(
            "until the drift is undone",
            blocked.database(read(new DriftView.InSync("sha256:2"), "b2")),
            new Decision.StartJob(4, RunKey.parse(Observations.key(Observations.SPEC)))));
  }

  @Test
  void driftIsAcceptedByARunOnce() {
    var fingerprint = "sha256:" + "1".repeat(64);
    var drifted = read(new DriftView.Drifted(fingerprint, "table t: dropped by hand"), "b2");
    var wishes = new Observation.Wishes("", "", fingerprint, "");
    var observed = some().after(succeeded(3, "b2")).database(drifted).build().with(wishes);
    assertThat(Decider.decide(observed, Ledger.of(observed), NOW))
        .isEqualTo(new Decision.StartJob(4, observed.wanted()));
    var other = observed.with(new Observation.Wishes("", "", "sha256:" + "2".repeat(64), ""));
    assertThat(Decider.decide(other, Ledger.of(other), NOW)).isEqualTo(new Decision.Nothing());
    var again =
        some()
            .after(Runs.keyed(succeeded(4, "b2"), observed.wanted().toString()))
            .database(drifted)
            .build()
            .with(wishes);
    assertThat(Decider.decide(again, Ledger.of(again), NOW)).isEqualTo(new Decision.Nothing());
  }
}
