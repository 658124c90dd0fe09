package dev.revisor.operator;

import dev.revisor.api.Condition;
import dev.revisor.api.PlanStatus;
import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.api.SchemaMigrationStatus.DatabaseStatus;
import dev.revisor.api.SchemaMigrationStatus.SchemaStatus;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The status that says what was observed and decided. The same inputs give the same status.
final class StatusReport {
  private final Observation observed;
  private final Ledger ledger;
  private final Instant now;

  private StatusReport(Observation observed, Ledger ledger, Instant now) {
    this.observed = observed;
    this.ledger = ledger;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  static SchemaMigrationStatus of(
      Observation observed, Ledger ledger, Decision decision, Instant now) {
    return new StatusReport(observed, ledger, now).status(decision);
  }

  private SchemaMigrationStatus status(Decision decision) {
    var before = observed.status();
    var read = read();
    return new SchemaMigrationStatus(
        observed.generation(),
        read.map(r -> ids(r.state().versionRows())).orElse(before.currentRevisions()),
        goalRun().map(RunStatus::target).orElse(null),
        goalRun().map(RunStatus::pending).orElse(null),
        ledger.history().stream()
            .filter(run -> run.succeeded() && run.image() != null)
            .findFirst()
            .map(RunStatus::image)
            .orElse(before.image()),
        decision instanceof Decision.StartJob start ? start.run() : before.runs(),
        decision instanceof Decision.StartJob start ? start.key().toString() : before.runKey(),
        plan().orElse(null),
        before.spentApprovals(),
        ledger.last().orElse(null),
        ledger.history(),
        ledger.attempts(),
        ledger.deaths(),
        nextAttempt(decision).map(StatusReport::text).orElse(null),
        read.map(r -> database(r.state())).orElse(before.database()),
        schema().orElse(read.isPresent() ? null : before.schema()),
        conditions(decision));
  }

  private static Optional<Instant> nextAttempt(Decision decision) {
    return switch (decision) {
      case Decision.RetryAt(var at, _, _) -> Optional.of(at);
      case Decision.AwaitStart(_, var at, _, _) -> Optional.of(at);
      default -> Optional.empty();
    };
  }

  /// Since when it looks like that, so that nothing is written while it does.
  private Optional<SchemaStatus> schema() {
    var fingerprint =
        switch (drift()) {
          case DriftView.Unknown _ -> Optional.<String>empty();
          case DriftView.InSync(var one) -> Optional.of(one);
          case DriftView.Drifted(var one, _) -> Optional.of(one);
        };
    var before = Optional.ofNullable(observed.status().schema());
    return fingerprint.map(
        one ->
            before
                .filter(known -> known.fingerprint().equals(one))
                .orElseGet(() -> new SchemaStatus(one, text(now))));
  }

  private DriftView drift() {
    return read().map(DatabaseView.Read::drift).orElseGet(DriftView.Unknown::new);
  }

  private Optional<DatabaseView.Read> read() {
    return observed.database() instanceof DatabaseView.Read read
        ? Optional.of(read)
        : Optional.empty();
  }

  /// Of the newest run for what is wanted now, if it came that far; where it had nothing to do,
  /// that of the run before it.
  private Optional<PlanStatus> plan() {
    return goalRun()
        .flatMap(
            run ->
                ledger
                    .plan()
                    .filter(
                        plan ->
                            plan.hash().equals(run.plan()) || "NothingToDo".equals(run.outcome())));
  }

  /// The newest run for what is wanted now.
  private Optional<RunStatus> goalRun() {
    var goal = observed.wanted().goal();
    return ledger.last().filter(run -> RunKey.parse(run.key()).goal().equals(goal));
  }

  private List<Condition> conditions(Decision decision) {
    return switch (decision) {
      case Decision.Nothing _ ->
          three(
              Condition.Status.True,
              Condition.Status.False,
              Condition.Status.False,
              Reason.Succeeded,
              reached());
      case Decision.StartJob(var run, _) ->
          working(Reason.Running, "Job " + observed.jobName(run) + " is being started");
      case Decision.AwaitJob(_, var reason, var message) -> working(reason, message);
      case Decision.AwaitStart(_, _, var reason, var message) -> working(reason, message);
      case Decision.Withdraw(_, var reason, var message) -> working(reason, message);
      case Decision.AwaitDatabase _ -> untilLookedAt();
      case Decision.RetryAt(_, var reason, var message) -> working(reason, message);
      case Decision.AwaitApproval(var message) -> working(Reason.AwaitingApproval, message);
      case Decision.Refuse(var reason, var message) ->
          three(
              Condition.Status.False,
              Condition.Status.False,
              Condition.Status.True,
              reason,
              message);
      case Decision.Suspended _ ->
          three(
              readyAsObserved(),
              Condition.Status.False,
              Condition.Status.False,
              Reason.Suspended,
              "spec.suspend is true: no Job starts");
      case Decision.Release _ ->
          three(
              Condition.Status.False,
              Condition.Status.True,
              Condition.Status.False,
              Reason.Deleting,
              "the resource goes");
    };
  }

  /// What was known of the same spec stands until there is something newer, so that an operator
  /// that starts does not make everything uncertain.
  private List<Condition> untilLookedAt() {
    var known = observed.status().conditionsOrEmpty();
    boolean speaksOfThis =
        known.size() >= 3
            && known.stream().allMatch(one -> one.observedGeneration() == observed.generation());
    return speaksOfThis
        ? known
        : three(
            Condition.Status.Unknown,
            Condition.Status.True,
            Condition.Status.False,
            Reason.Pending,
            "the database has not been looked at yet");
  }

  /// Before the first look, and while no look succeeds, what was last known of the same spec.
  private Condition.Status readyAsObserved() {
    if (read().isPresent()) {
      return atGoal() ? Condition.Status.True : Condition.Status.False;
    }
    return observed.status().conditionsOrEmpty().stream()
        .filter(one -> one.type() == Condition.Type.Ready)
        .filter(one -> one.observedGeneration() == observed.generation())
        .findFirst()
        .map(Condition::status)
        .orElse(Condition.Status.Unknown);
  }

  private boolean atGoal() {
    return goalRun()
        .filter(run -> run.succeeded() && run.to() != null)
        .flatMap(run -> read().map(r -> ids(r.state().versionRows()).equals(run.to())))
        .orElse(false);
  }

  private String reached() {
    var rows = read().map(r -> ids(r.state().versionRows())).orElse(List.of());
    return rows.isEmpty()
        ? "the database is at base: no revision is applied"
        : "the database is at " + String.join(", ", rows);
  }

  private List<Condition> working(Reason reason, String message) {
    return three(
        Condition.Status.False, Condition.Status.True, Condition.Status.False, reason, message);
  }

  /// One reason on all.
  private List<Condition> three(
      Condition.Status ready,
      Condition.Status reconciling,
      Condition.Status stalled,
      Reason reason,
      String message) {
    return List.of(
        condition(Condition.Type.Ready, ready, reason, message),
        condition(Condition.Type.Reconciling, reconciling, reason, message),
        condition(Condition.Type.Stalled, stalled, reason, message),
        condition(Condition.Type.Approved, approved(reason), reason, message),
        inSync(reason, message));
  }

  /// Drift is told of here alone, where it does not stop anything. While the database cannot be
  /// read, what was last known stands.
  private Condition inSync(Reason reason, String message) {
    if (observed.spec().policyOrDefault().driftOrDefault() == PolicySpec.Drift.Ignore) {
      return condition(Condition.Type.InSync, Condition.Status.Unknown, reason, message);
    }
    return switch (drift()) {
      case DriftView.InSync _ ->
          condition(Condition.Type.InSync, Condition.Status.True, reason, message);
      case DriftView.Drifted(var fingerprint, var changes) ->
          condition(
              Condition.Type.InSync,
              Condition.Status.False,
              Reason.SchemaDrift,
              changes
                  + "; the schema is "
                  + fingerprint
                  + ": undo it, or set the annotation "
                  + SchemaMigration.ACCEPT_DRIFT_ANNOTATION
                  + " to that");
      case DriftView.Unknown _ ->
          observed.status().conditionsOrEmpty().stream()
              .filter(one -> one.type() == Condition.Type.InSync && read().isEmpty())
              .findFirst()
              .orElseGet(
                  () ->
                      condition(Condition.Type.InSync, Condition.Status.Unknown, reason, message));
    };
  }

  /// Where the policy asks for no approval, every plan has it. Where it does, before the first run
  /// nobody knows whether its plan needs one.
  private Condition.Status approved(Reason reason) {
    if (observed.spec().policyOrDefault().approvalOrDefault() == PolicySpec.Approval.Never) {
      return Condition.Status.True;
    }
    if (reason == Reason.AwaitingApproval) {
      return Condition.Status.False;
    }
    return goalRun().filter(run -> run.reason() != Reason.AwaitingApproval).isPresent()
        ? Condition.Status.True
        : Condition.Status.Unknown;
  }

  private Condition condition(
      Condition.Type type, Condition.Status status, Reason reason, String message) {
    return new Condition(type, status, observed.generation(), text(now), reason, message)
        .since(observed.status().conditionsOrEmpty());
  }

  private DatabaseStatus database(DatabaseState state) {
    var server = state.server();
    return new DatabaseStatus(
        server.systemIdentifier().orElse(null),
        server.databaseName(),
        server.serverVersion(),
        state.versionTable().toString(),
        RunKey.place(observed.spec().database()));
  }

  private static List<String> ids(List<RevisionId> rows) {
    return rows.stream().map(RevisionId::value).toList();
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
