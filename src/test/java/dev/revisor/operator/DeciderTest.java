package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.SPEC;
import static dev.revisor.operator.Observations.failed;
import static dev.revisor.operator.Observations.key;
import static dev.revisor.operator.Observations.read;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Observations.spec;
import static dev.revisor.operator.Runs.ENDED;
import static dev.revisor.operator.Runs.failed;
import static dev.revisor.operator.Runs.job;
import static dev.revisor.operator.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.PolicySpec.Downgrade;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.JobView.State;
import dev.revisor.operator.JobView.Trouble;
import dev.revisor.operator.Observation.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every case of a decision.
class DeciderTest {
  private static final SchemaMigrationSpec OTHER = spec("shop:2", "head", Downgrade.Deny, false);
  private static final SchemaMigrationSpec ALLOWED = spec("shop:1", "head", Downgrade.Allow, false);
  private static final SchemaMigrationSpec QUIET = spec("shop:1", "head", Downgrade.Deny, true);
  private static final State RUNNING = new State.Running();
  private static final State STARTING = new State.Starting(NOW, Optional.empty());
  private static final State PULLING =
      new State.Starting(
          NOW.minusSeconds(20), Optional.of(new Trouble(Reason.ImagePullFailed, "no such image")));
  private static final String JOB = JobName.of(Observations.SHOP, 1);

  /// @param name what is expected, in words
  record Case(String name, Observations given, Decision decision) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource({"withoutJobs", "afterRuns", "withJobs", "withoutDatabase"})
  void decides(Case one) {
    var observed = one.given().build();
    assertThat(Decider.decide(observed, Ledger.of(observed), NOW)).isEqualTo(one.decision());
  }

  static Stream<Case> withoutJobs() {
    return Stream.of(
        new Case("the first run starts", some(), start(1, SPEC)),
        new Case(
            "nothing starts before the database was looked at",
            some().database(new DatabaseView.Unseen()),
            new Decision.AwaitDatabase()),
        new Case("nothing starts while suspended", some().spec(QUIET), new Decision.Suspended()),
        new Case(
            "a resource that goes is let go",
            some().lifecycle(Lifecycle.LEAVING),
            new Decision.Release()),
        new Case(
            "a resource that is gone is cleaned up after",
            some().lifecycle(Lifecycle.GONE),
            new Decision.Release()));
  }

  static Stream<Case> afterRuns() {
    var at = read("b2");
    return Stream.of(
        new Case(
            "rows as the last run left them need nothing",
            some().after(succeeded(3, "b2")).database(at),
            new Decision.Nothing()),
        new Case(
            "what a run said of a database holds for that database",
            some().after(Runs.of(succeeded(3, "b2"), "7/shop")).database(at),
            new Decision.Nothing()),
        new Case(
            "and says nothing of another one in its place",
            some().after(Runs.of(succeeded(3, "b2"), "6/shop")).database(at),
            start(4, SPEC)),
        new Case(
            "the order of rows does not matter",
            some().after(succeeded(3, "c3", "b2")).database(read("b2", "c3")),
            new Decision.Nothing()),
        new Case(
            "other rows than the last run left start a run",
            some().after(succeeded(3, "b2")).database(read("a1")),
            start(4, SPEC)),
        new Case(
            "another spec starts a run, wherever the database is",
            some().after(succeeded(3, "b2")).database(at).spec(OTHER),
            start(4, OTHER)),
        new Case(
            "what only a failure would care about does not",
            some().after(succeeded(3, "b2")).database(at).spec(ALLOWED),
            new Decision.Nothing()),
        new Case(
            "a fault of the user stalls",
            some()
                .after(1, 0, failed(3, Reason.MigrationFailed, Fault.USER, List.of("b2")))
                .database(at),
            new Decision.Refuse(Reason.MigrationFailed, "what happened")),
        new Case(
            "so does one that came to light before there was a connection",
            some().after(1, 0, failed(3, Reason.BrokenGraph, Fault.USER, null)).database(at),
            new Decision.Refuse(Reason.BrokenGraph, "what happened")),
        new Case(
            "a denied downgrade names the policy",
            some()
                .after(1, 0, failed(3, Reason.DowngradeDenied, Fault.USER, List.of("b2")))
                .database(at),
            new Decision.Refuse(
                Reason.DowngradeDenied, "what happened; spec.policy.downgrade: Allow permits it")),
        new Case(
            "another policy has the denied downgrade tried again",
            some()
                .after(1, 0, failed(3, Reason.DowngradeDenied, Fault.USER, List.of("b2")))
                .database(at)
                .spec(ALLOWED),
            start(4, ALLOWED)),
        new Case(
            "a stalled run is tried again when the rows were changed",
            some()
                .after(1, 0, failed(3, Reason.MigrationFailed, Fault.USER, List.of("b2")))
                .database(read("a1")),
            start(4, SPEC)),
        new Case(
            "a transient fault waits for its turn",
            some().after(8, 0, failed(3, Reason.LockTimeout, Fault.TRANSIENT, null)),
            new Decision.RetryAt(
                ENDED.plus(Duration.ofMinutes(5)), Reason.LockTimeout, "what happened")),
        new Case(
            "and is tried for ever",
            some().after(99, 0, failed(3, Reason.LockTimeout, Fault.TRANSIENT, null)),
            new Decision.RetryAt(
                ENDED.plus(Duration.ofMinutes(5)), Reason.LockTimeout, "what happened")),
        new Case(
            "when its turn has come it starts",
            some().after(1, 0, failed(3, Reason.LockTimeout, Fault.TRANSIENT, null)),
            start(4, SPEC)),
        new Case(
            "a run that died is tried again as often as the policy says",
            some().after(2, 2, failed(3, Reason.RunDied, Fault.BUG, null)),
            start(4, SPEC)),
        new Case(
            "and no oftener",
            some().after(3, 3, failed(3, Reason.RunDied, Fault.BUG, null)),
            new Decision.Refuse(
                Reason.RetriesExhausted,
                "the run died 3 times, more than spec.policy.retries; the last time: what"
                    + " happened")),
        new Case(
            "a failure whose fault nobody knows is not taken for a success",
            some()
                .after(3, 3, Runs.status(3, "Failed", Reason.InternalError, null, List.of("b2")))
                .database(at),
            new Decision.Refuse(
                Reason.RetriesExhausted,
                "the run died 3 times, more than spec.policy.retries; the last time: A fault of"
                    + " Revisor itself.")));
  }

  static Stream<Case> withJobs() {
    return Stream.of(
        new Case(
            "a running Job is awaited",
            some().jobs(job(1, RUNNING)),
            await(1, RUNNING, Reason.Running, "Job " + JOB + " is running")),
        new Case(
            "also while the database cannot be reached",
            some().jobs(job(1, RUNNING)).database(failed(Reason.DatabaseUnreachable)),
            await(1, RUNNING, Reason.Running, "Job " + JOB + " is running")),
        new Case(
            "also while suspended",
            some().jobs(job(1, RUNNING)).spec(QUIET),
            await(1, RUNNING, Reason.Running, "Job " + JOB + " is running")),
        new Case(
            "a newer spec waits for it",
            some().jobs(job(1, RUNNING)).spec(OTHER),
            await(
                1,
                RUNNING,
                Reason.PreviousRunActive,
                "Job " + JOB + ", started for an earlier spec, ends before the new one begins")),
        new Case(
            "so does the deletion of the resource",
            some().jobs(job(1, RUNNING)).lifecycle(Lifecycle.LEAVING),
            await(1, RUNNING, Reason.Deleting, "Job " + JOB + " ends before the resource goes")),
        new Case(
            "a Job that is being started is awaited",
            some().jobs(job(1, STARTING)),
            await(1, STARTING, Reason.Running, "Job " + JOB + " is running")),
        new Case(
            "one that cannot start says why",
            some().jobs(job(1, PULLING)),
            hold(PULLING, 15, Reason.ImagePullFailed, "no such image")),
        new Case(
            "one whose Secret is gone too",
            some().jobs(job(1, STARTING)).database(failed(Reason.SecretNotFound)),
            hold(STARTING, 5, Reason.SecretNotFound, "it says no")),
        new Case(
            "one that cannot start makes room for a newer spec",
            some().jobs(job(1, PULLING)).spec(OTHER),
            withdraw(PULLING)),
        new Case(
            "and for the end of the resource",
            some().jobs(job(1, PULLING)).lifecycle(Lifecycle.LEAVING),
            withdraw(PULLING)),
        new Case(
            "and for one that differs in what only a new Job can have",
            some().jobs(job(1, PULLING)).spec(ALLOWED),
            withdraw(PULLING)),
        new Case(
            "unless nobody can tell whether it differs",
            some().jobs(job(1, PULLING)).spec(ALLOWED).database(new DatabaseView.Unseen()),
            hold(PULLING, 15, Reason.ImagePullFailed, "no such image")),
        new Case(
            "and while suspended, lest it start after all",
            some().jobs(job(1, PULLING)).spec(QUIET),
            withdraw(PULLING)),
        new Case(
            "one that was withdrawn goes, even if it is wanted again",
            some().jobs(job(1, new State.Withdrawn())),
            new Decision.Withdraw(
                job(1, new State.Withdrawn()),
                Reason.PreviousRunActive,
                "Job " + JOB + ", which never started, goes")),
        new Case(
            "an ended Job with a result speaks for itself",
            some()
                .jobs(job(1, Runs.ended(Cause.NONE, Runs.result(JOB, "b2"))))
                .database(read("b2")),
            new Decision.Nothing()),
        new Case(
            "one without waits for the database",
            some().jobs(job(1, Runs.ended(Cause.POD_GONE))).database(new DatabaseView.Unseen()),
            new Decision.AwaitDatabase()),
        new Case(
            "numbers go on after a status that was lost",
            some().jobs(job(7, Runs.ended(Cause.NONE, Runs.result(JOB, "b2")))),
            start(8, SPEC)));
  }

  static Stream<Case> withoutDatabase() {
    return Stream.of(
        new Case(
            "an unreachable database is looked at again",
            some().database(failed(Reason.DatabaseUnreachable)),
            retry(Reason.DatabaseUnreachable)),
        new Case(
            "so is one whose Secret is missing",
            some().database(failed(Reason.SecretNotFound)),
            retry(Reason.SecretNotFound)),
        new Case(
            "a URL in the spec that cannot be read is a fault of the spec",
            some().database(failed(Reason.InvalidUrl)),
            new Decision.Refuse(Reason.InvalidUrl, "it says no")),
        new Case(
            "a version table of another form too",
            some().database(failed(Reason.VersionTableMismatch)),
            new Decision.Refuse(Reason.VersionTableMismatch, "it says no")));
  }

  private static Decision start(long run, SchemaMigrationSpec spec) {
    return new Decision.StartJob(run, RunKey.parse(key(spec)));
  }

  private static Decision await(long run, State state, Reason reason, String message) {
    return new Decision.AwaitJob(job(run, state), reason, message);
  }

  /// @param wait seconds until it is looked at again
  private static Decision hold(State state, int wait, Reason reason, String message) {
    return new Decision.AwaitStart(job(1, state), NOW.plusSeconds(wait), reason, message);
  }

  private static Decision withdraw(State state) {
    return new Decision.Withdraw(
        job(1, state),
        Reason.ImagePullFailed,
        "no such image; something else is wanted now, so the Job goes");
  }

  private static Decision retry(Reason reason) {
    return new Decision.RetryAt(NOW.plusSeconds(5), reason, "it says no");
  }
}
