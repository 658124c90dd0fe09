package dev.revisor.operator;

import static dev.revisor.operator.Observations.read;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Runs.ended;
import static dev.revisor.operator.Runs.failed;
import static dev.revisor.operator.Runs.job;
import static dev.revisor.operator.Runs.result;
import static dev.revisor.operator.Runs.row;
import static dev.revisor.operator.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RunError;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// How runs end, and what is counted of them.
class LedgerTest {
  private static final String JOB = JobName.of(Observations.SHOP, 1);
  private static final dev.revisor.engine.result.Reason TERMINATED =
      dev.revisor.engine.result.Reason.Terminated;

  @Test
  void aResultIsTakenOver() {
    var run = last(some().jobs(job(1, ended(Cause.NONE, result(JOB, "b2")))));
    assertThat(run.succeeded()).isTrue();
    assertThat(run.run()).isEqualTo(1);
    assertThat(run.job()).isEqualTo(JOB);
    assertThat(run.to()).containsExactly("b2");
    assertThat(run.image()).isEqualTo("shop@sha256:1");
    assertThat(run.fault()).isNull();
  }

  @Test
  void aFailureSaysWhatHappenedWhereAndWhatHelps() {
    var error =
        RunError.of(dev.revisor.engine.result.Fault.USER, "no such table")
            .during(new RevisionId("c3"), "upgrade")
            .at("versions/c3.sql", 12, 4)
            .withSqlState("42P01")
            .withHint("make it first");
    var migrationFailed = dev.revisor.engine.result.Reason.MigrationFailed;
    var failure = result(JOB, Outcome.Failed, migrationFailed, error, "b2");
    var run = last(some().jobs(job(1, ended(Cause.NONE, failure))));
    assertThat(run.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(run.blame()).isEqualTo(Fault.USER);
    assertThat(run.error())
        .isEqualTo(
            "revision c3: versions/c3.sql:12:4: no such table (SQLSTATE 42P01); make it first");
  }

  @Test
  void howARunWithoutAResultEndedIsReadFromTheDatabase() {
    var rows =
        row(
            JOB,
            Optional.of(Outcome.Succeeded),
            dev.revisor.engine.result.Reason.Succeeded,
            Optional.empty(),
            "b2");
    var run =
        last(some().jobs(job(1, ended(Cause.POD_GONE))).database(read(Optional.of(rows), "b2")));
    assertThat(run.succeeded()).isTrue();
    assertThat(run.to()).containsExactly("b2");
  }

  @Test
  void andUntilThenNothingIsSaid() {
    var observed =
        some().jobs(job(1, ended(Cause.POD_GONE))).database(new DatabaseView.Unseen()).build();
    assertThat(Ledger.of(observed).history()).isEmpty();
  }

  @Test
  void aPodThatIsGoneCostsNothingAContainerThatDiedCounts() {
    var gone = Ledger.of(some().jobs(job(1, ended(Cause.POD_GONE))).build());
    assertThat(gone.attempts()).isEqualTo(1);
    assertThat(gone.deaths()).isZero();
    var died = Ledger.of(some().jobs(job(1, ended(Cause.DIED))).build());
    assertThat(died.attempts()).isEqualTo(1);
    assertThat(died.deaths()).isEqualTo(1);
  }

  @Test
  void aRunThatTheDeadlineStoppedCountsThoughItSaysThatItWasStopped() {
    var stopped = RunError.of(dev.revisor.engine.result.Fault.TRANSIENT, "asked to stop");
    var verdict = result(JOB, Outcome.Failed, TERMINATED, stopped);
    var run = last(some().jobs(job(1, ended(Cause.DEADLINE, verdict))));
    assertThat(run.reason()).isEqualTo(Reason.DeadlineExceeded);
    assertThat(run.blame()).isEqualTo(Fault.BUG);
    assertThat(run.error()).contains("spec.policy.deadline");
  }

  @Test
  void aDeadlineThatPassedBeforeTheRunnerStartedDoesNotCount() {
    var run = last(some().jobs(job(1, ended(Cause.DEADLINE))));
    assertThat(run.reason()).isEqualTo(Reason.DeadlineExceeded);
    assertThat(run.blame()).isEqualTo(Fault.TRANSIENT);
  }

  @Test
  void aDeadlineThatPassedWhileTheRunnerWorkedCounts() {
    var begun = row(JOB, Optional.empty(), TERMINATED, Optional.empty());
    var run = last(some().jobs(job(1, ended(Cause.DEADLINE))).database(read(Optional.of(begun))));
    assertThat(run.blame()).isEqualTo(Fault.BUG);
  }

  @Test
  void anImageWithNothingToRunIsAFaultOfTheSpec() {
    var run = last(some().jobs(job(1, ended(Cause.NO_RUNNER))));
    assertThat(run.reason()).isEqualTo(Reason.InvalidImage);
    assertThat(run.blame()).isEqualTo(Fault.USER);
  }

  @Test
  void aRunWhoseJobIsGoneIsFoundInTheDatabaseUnderWhatItWasStartedFor() {
    var rows =
        row(
            JobName.of(Observations.SHOP, 2),
            Optional.of(Outcome.Succeeded),
            dev.revisor.engine.result.Reason.Succeeded,
            Optional.empty(),
            "b2");
    var started = some().after(succeeded(1, "a1")).status();
    var observed =
        some()
            .status(
                StatusReport.of(
                    some().status(started).build(), ledger(1), start(2), Observations.NOW))
            .database(read(Optional.of(rows), "b2"))
            .build();
    var run = Ledger.of(observed).last().orElseThrow();
    assertThat(run.run()).isEqualTo(2);
    assertThat(run.key()).isEqualTo("goal.attempt");
  }

  private static Ledger ledger(long run) {
    return new Ledger(List.of(succeeded(run, "a1")), 0, 0, List.of(), Optional.empty());
  }

  private static Decision start(long run) {
    return new Decision.StartJob(run, new RunKey("goal", "attempt"));
  }

  @Test
  void everyRunIsToldOnceHoweverManyJobsAreKept() {
    var jobs =
        LongStream.rangeClosed(1, 20)
            .mapToObj(
                run ->
                    job(
                        run,
                        ended(Cause.NONE, result(JobName.of(Observations.SHOP, run), "r" + run))))
            .toArray(JobView[]::new);
    var first = Ledger.of(some().jobs(jobs).build());
    assertThat(first.fresh()).hasSize(20);
    assertThat(first.history()).hasSize(10);
    var known = first.history().toArray(RunStatus[]::new);
    assertThat(Ledger.of(some().jobs(jobs).after(known).build()).fresh()).isEmpty();
  }

  @Test
  void failuresOfTheSameAttemptAddUpAndASuccessEndsThem() {
    var before = failed(1, Reason.RunDied, Fault.BUG, null);
    var again = Ledger.of(some().after(1, 1, before).jobs(job(2, ended(Cause.DIED))).build());
    assertThat(again.attempts()).isEqualTo(2);
    assertThat(again.deaths()).isEqualTo(2);
    var good = ended(Cause.NONE, result(JobName.of(Observations.SHOP, 2), "b2"));
    var well = Ledger.of(some().after(1, 1, before).jobs(job(2, good)).build());
    assertThat(well.attempts()).isZero();
    assertThat(well.deaths()).isZero();
  }

  @Test
  void aRunBeforeItSawTheDatabaseSaysNothingOfItsRows() {
    var error = RunError.of(dev.revisor.engine.result.Fault.USER, "no parent");
    var brokenGraph = dev.revisor.engine.result.Reason.BrokenGraph;
    var seen = result(JOB, Outcome.Refused, brokenGraph, error);
    var unseen =
        new dev.revisor.engine.result.RunResult(
            seen.runId(),
            seen.command(),
            seen.outcome(),
            seen.reason(),
            seen.message(),
            seen.from(),
            seen.to(),
            null,
            seen.counts(),
            null,
            null,
            seen.startedAt(),
            seen.finishedAt(),
            null,
            null,
            List.of(),
            error);
    assertThat(last(some().jobs(job(1, ended(Cause.NONE, unseen)))).to()).isNull();
  }

  private static RunStatus last(Observations given) {
    return Ledger.of(given.build()).last().orElseThrow();
  }
}
