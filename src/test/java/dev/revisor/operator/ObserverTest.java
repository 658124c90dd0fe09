package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.SHOP;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Runs.ended;
import static dev.revisor.operator.Runs.job;
import static dev.revisor.operator.Runs.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.operator.JobView.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/// From when on a look at the database is new enough.
class ObserverTest {
  private static final JobView FIRST = job(1, ended(Cause.NONE, result(JobName.of(SHOP, 1), "b2")));

  @Test
  void beforeTheFirstRunAnyLookIs() {
    assertThat(Observer.newestEnd(SHOP, SchemaMigrationStatus.EMPTY, List.of())).isEmpty();
  }

  @Test
  void theNewestJobThatEndedMakesFormerLooksOld() {
    var told = some().jobs(FIRST);
    assertThat(Observer.newestEnd(SHOP, started(told, 1), List.of(FIRST))).isEqualTo(FIRST.name());
  }

  @Test
  void soDoesAJobThatIsGoneBeforeItsEndWasSeen() {
    var lost = started(some().jobs(FIRST), 2);
    assertThat(Observer.newestEnd(SHOP, lost, List.of(FIRST))).isEqualTo(JobName.of(SHOP, 2));
  }

  @Test
  void onceItIsToldNoOtherLookIsTaken() {
    var told = started(some().jobs(FIRST), 1);
    assertThat(Observer.newestEnd(SHOP, told, List.of())).isEqualTo(FIRST.name());
  }

  @Test
  void aJobThatWasNotMadeIsNotGone() {
    var observed = some().jobs(FIRST).status(started(some().jobs(FIRST), 2)).build();
    var refused = new Decision.RetryAt(NOW.plusSeconds(30), Reason.QuotaExceeded, "no");
    var status = StatusReport.of(observed, Ledger.of(observed).refused(), refused, NOW);
    assertThat(Observer.newestEnd(SHOP, status, List.of(FIRST))).isEqualTo(FIRST.name());
  }

  /// The status when a run starts, with the runs that have ended.
  private static SchemaMigrationStatus started(Observations known, long run) {
    var observed = known.build();
    var start = new Decision.StartJob(run, observed.wanted());
    return StatusReport.of(observed, Ledger.of(observed), start, NOW);
  }
}
