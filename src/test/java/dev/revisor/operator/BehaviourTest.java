package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static dev.revisor.operator.Observations.against;
import static dev.revisor.operator.Observations.read;
import static dev.revisor.operator.Observations.some;
import static dev.revisor.operator.Observations.spec;
import static dev.revisor.operator.Runs.failed;
import static dev.revisor.operator.Runs.job;
import static dev.revisor.operator.Runs.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.PolicySpec.Approval;
import dev.revisor.api.PolicySpec.Downgrade;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.JobView.State;
import dev.revisor.operator.Observation.Lifecycle;
import dev.revisor.operator.Observation.Wishes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of docs/reference/behaviour.md, row by row: what is decided, and what the conditions
/// say of it. [BehaviourPageTest] holds both to the same rows.
class BehaviourTest {
  private static final String HASH = "sha256:" + "a".repeat(64);
  private static final SchemaMigrationSpec CAREFUL = spec(Approval.Destructive);
  private static final State RUNNING = new State.Running();

  /// @param situation a row of the table
  /// @param which one of the ways it can be met
  /// @param decision the kind of what is decided
  /// @param conditions of Ready, Reconciling and Stalled, their initials
  record Row(
      String situation,
      String which,
      Observation given,
      Class<? extends Decision> decision,
      Reason reason,
      String conditions) {
    @Override
    public String toString() {
      return situation + ": " + which;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itHappensAsTheTableSays(Row row) {
    var ledger = Ledger.of(row.given());
    var observed = row.given().after(ledger);
    var decision = Decider.decide(observed, ledger, NOW);
    assertThat(decision).isInstanceOf(row.decision());
    if (decision instanceof Decision.Release) {
      return;
    }
    var conditions = StatusReport.of(observed, ledger, decision, NOW).conditionsOrEmpty();
    assertThat(conditions.getFirst().reason()).isEqualTo(row.reason());
    assertThat(
            conditions.stream()
                .limit(3)
                .map(Condition::status)
                .map(status -> status.name().substring(0, 1))
                .reduce("", String::concat))
        .isEqualTo(row.conditions());
  }

  static Stream<Row> rows() {
    return Stream.of(goals(), faults(), obstacles(), databases(), approvals(), wishes())
        .flatMap(rows -> rows);
  }

  private static Stream<Row> goals() {
    var denied = some().after(failed(1, Reason.DowngradeDenied, Fault.USER, List.of("b2")));
    var allowed = spec("shop:1", "head", Downgrade.Allow, false);
    var reached = some().jobs(job(1, Runs.ended(Cause.NONE, Runs.result("x", "b2"))));
    return Stream.of(
        starts("apply, database empty", "a Job", some().build()),
        new Row(
            "apply, database empty",
            "revisions applied",
            reached.database(read("b2")).build(),
            Decision.Nothing.class,
            Reason.Succeeded,
            "TFF"),
        stalls(
            "target behind current", denied.database(read("b2")).build(), Reason.DowngradeDenied),
        starts(
            "target behind current",
            "with Allow it goes back",
            denied.database(read("b2")).spec(allowed).build()));
  }

  private static Stream<Row> faults() {
    var broken =
        some()
            .after(1, 0, failed(1, Reason.MigrationFailed, Fault.USER, List.of("a1")))
            .database(read("a1"));
    var again = broken.build().with(new Wishes("1", "", "", ""));
    return Stream.concat(
        Stream.of(
            stalls("SQL error", broken.build(), Reason.MigrationFailed),
            starts(
                "SQL error",
                "another image",
                broken.spec(spec("shop:2", "head", Downgrade.Deny, false)).build()),
            starts("SQL error", "the annotation", again)),
        Stream.of(
                Reason.UnknownRevision,
                Reason.BrokenGraph,
                Reason.ChangedScript,
                Reason.InvalidScript,
                Reason.MissingParameter)
            .map(
                reason ->
                    stalls(
                        "missing Secret, bad credentials, unknown revision, broken graph, changed"
                            + " checksum",
                        some().after(failed(1, reason, Fault.USER, null)).build(),
                        reason)));
  }

  private static Stream<Row> obstacles() {
    var situation = "database unreachable, lock timeout, pod evicted, image pull error, quota";
    var secrets =
        "missing Secret, bad credentials, unknown revision, broken graph, changed checksum";
    return Stream.of(
        retries(situation, Reason.DatabaseUnreachable),
        retries(secrets, Reason.SecretNotFound),
        retries(secrets, Reason.SecretKeyMissing),
        retries(secrets, Reason.AuthenticationFailed),
        new Row(
            situation,
            "a lock",
            some().after(8, 0, failed(1, Reason.LockTimeout, Fault.TRANSIENT, null)).build(),
            Decision.RetryAt.class,
            Reason.LockTimeout,
            "FTF"),
        new Row(
            situation,
            "an evicted pod",
            some().after(8, 0, failed(1, Reason.Terminated, Fault.TRANSIENT, null)).build(),
            Decision.RetryAt.class,
            Reason.Terminated,
            "FTF"),
        held(situation, Reason.ImagePullFailed),
        held(situation, Reason.QuotaExceeded),
        held(situation, Reason.Unschedulable));
  }

  private static Stream<Row> databases() {
    var behind = some().after(succeeded(1, "b2")).database(read("a1")).build();
    var moved = some().after(Runs.of(succeeded(1, "b2"), "6/shop")).database(read("b2")).build();
    var drifted = read(new DriftView.Drifted(HASH, "table x altered by hand"), "b2");
    var altered = some().after(succeeded(1, "b2")).database(drifted).build();
    var owner = new Observation.Identity("prod", "older", "u");
    return Stream.of(
        starts(
            "someone upgrades, downgrades or restores the database by hand", "other rows", behind),
        starts("url changed, or its name now leads to another server", "another identity", moved),
        new Row(
            "table altered by hand",
            "told of, and no obstacle",
            altered,
            Decision.Nothing.class,
            Reason.Succeeded,
            "TFF"),
        stalls(
            "two resources, one database",
            against(some().build(), new Claims.Rival.Owner(owner)),
            Reason.DatabaseClaimed));
  }

  private static Stream<Row> approvals() {
    var destructive = "destructive step, approval: Destructive";
    var waiting =
        some()
            .spec(CAREFUL)
            .after(
                Runs.keyed(
                    failed(1, Reason.AwaitingApproval, Fault.USER, null),
                    Observations.key(CAREFUL)))
            .build();
    var approved = new Wishes("", HASH, "", "");
    var broken =
        some()
            .spec(CAREFUL)
            .after(
                1,
                0,
                Runs.keyed(
                    failed(2, Reason.ConnectionLost, Fault.TRANSIENT, List.of("a1")),
                    RunKey.of(CAREFUL, "s1", "", new Grants(List.of(HASH), "", "")).toString()))
            .database(read("a1"))
            .build()
            .with(approved);
    return Stream.of(
        new Row(
            destructive,
            "it waits",
            waiting,
            Decision.AwaitApproval.class,
            Reason.AwaitingApproval,
            "FTF"),
        starts(destructive, "it is approved", waiting.with(approved)),
        starts("approval given, then the run breaks off half way", "the rest runs", broken));
  }

  private static Stream<Row> wishes() {
    var killed = "operator killed at any point";
    var ended = Runs.ended(Cause.NONE, Runs.result("x", "b2"));
    var quiet = spec("shop:1", "head", Downgrade.Deny, true);
    return Stream.of(
        awaits(killed, some().jobs(job(1, RUNNING)).build(), Reason.Running),
        new Row(
            killed,
            "the finished Job is taken over",
            some().jobs(job(1, ended)).database(read("b2")).build(),
            Decision.Nothing.class,
            Reason.Succeeded,
            "TFF"),
        new Row(
            "suspend",
            "no Job starts",
            some().spec(quiet).after(succeeded(1, "b2")).database(read("b2")).build(),
            Decision.Suspended.class,
            Reason.Suspended,
            "TFF"),
        awaits(
            "a new spec while a Job runs",
            some()
                .jobs(job(1, RUNNING))
                .spec(spec("shop:2", "head", Downgrade.Deny, false))
                .build(),
            Reason.PreviousRunActive),
        awaits(
            "resource deleted",
            some().jobs(job(1, RUNNING)).lifecycle(Lifecycle.LEAVING).build(),
            Reason.Deleting),
        new Row(
            "resource deleted",
            "nothing runs",
            some().lifecycle(Lifecycle.LEAVING).build(),
            Decision.Release.class,
            Reason.Deleting,
            "FTF"));
  }

  private static Row starts(String situation, String which, Observation given) {
    return new Row(situation, which, given, Decision.StartJob.class, Reason.Running, "FTF");
  }

  private static Row stalls(String situation, Observation given, Reason reason) {
    return new Row(situation, reason.name(), given, Decision.Refuse.class, reason, "FFT");
  }

  private static Row awaits(String situation, Observation given, Reason reason) {
    return new Row(situation, reason.name(), given, Decision.AwaitJob.class, reason, "FTF");
  }

  private static Row retries(String situation, Reason reason) {
    var given = some().database(Observations.failed(reason)).build();
    return new Row(situation, reason.name(), given, Decision.RetryAt.class, reason, "FTF");
  }

  private static Row held(String situation, Reason reason) {
    var trouble = new State.Starting(NOW, Optional.of(new JobView.Trouble(reason, "held up")));
    return new Row(
        situation,
        reason.name(),
        some().jobs(job(1, trouble)).build(),
        Decision.AwaitStart.class,
        reason,
        "FTF");
  }
}
