package dev.revisor.engine.run;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.PlanSummary;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.ApprovedPlan;
import dev.revisor.plan.Direction;
import dev.revisor.plan.Plan;
import dev.revisor.plan.Refusal;
import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a run so far; its result at the end. Not thread-safe.
final class Report {
  private final RunRequest request;
  private final Instant startedAt;
  private List<RevisionId> from = List.of();
  private List<RevisionId> to = List.of();
  private RunResult.@Nullable Database database;
  private @Nullable Plan plan;
  private Admission admission = Admission.GRANTED;
  private boolean begun;
  private final List<RunResult.StepResult> steps = new ArrayList<>();

  Report(RunRequest request, Instant startedAt) {
    this.request = request;
    this.startedAt = startedAt;
  }

  /// The state that the run starts from.
  void began(DatabaseState state) {
    database = state.server().toResult(state.versionTable());
    from = state.versionRows();
    to = state.versionRows();
  }

  void planned(Plan made) {
    plan = made;
  }

  /// What was found out about the plan.
  void admitted(Admission found) {
    admission = found;
  }

  /// A step was begun: from now on a failure is no refusal.
  void stepBegan() {
    begun = true;
  }

  void done(RunResult.StepResult step, List<RevisionId> rows) {
    steps.add(step);
    to = rows;
  }

  /// The version rows were set.
  void stamped(List<RevisionId> rows) {
    to = rows;
  }

  /// The version rows, as far as they are known.
  List<RevisionId> rows() {
    return to;
  }

  RunResult succeeded(Instant now) {
    var up = count(Direction.UPGRADE);
    var down = count(Direction.DOWNGRADE);
    var nothing = steps.isEmpty() && to.equals(from);
    var outcome = nothing ? Outcome.NothingToDo : Outcome.Succeeded;
    var reason = nothing ? Reason.NothingToDo : Reason.Succeeded;
    var message = nothing ? Words.nothing(to) : Words.done(up, down, to);
    return result(outcome, reason, message, null, now);
  }

  /// The message names the candidates already.
  RunResult refused(Refusal refusal, Instant now) {
    var reason = reason(refusal.kind());
    var error = RunError.of(Fault.USER, refusal.message());
    return result(Outcome.Refused, reason, refusal.message(), error, now);
  }

  /// A failure before anything ran, for reasons that lie in the request, is a refusal.
  RunResult failed(RevisorException failure, Instant now) {
    var refused = !begun && failure.fault() == Fault.USER;
    return result(
        refused ? Outcome.Refused : Outcome.Failed,
        failure.reason(),
        failure.error().located(),
        failure.error(),
        now);
  }

  static Reason reason(Refusal.Kind kind) {
    return switch (kind) {
      case INVALID_TARGET, UNKNOWN_REVISION, TARGET_BEHIND, NOT_APPLIED -> Reason.UnknownRevision;
      case AMBIGUOUS_TARGET -> Reason.AmbiguousTarget;
      case DOWNGRADE_DENIED -> Reason.DowngradeDenied;
      case IRREVERSIBLE -> Reason.IrreversibleRevision;
    };
  }

  private RunResult result(
      Outcome outcome, Reason reason, String message, @Nullable RunError error, Instant now) {
    return new RunResult(
        request.runId(),
        request.command(),
        outcome,
        reason,
        message,
        from,
        to,
        plan == null ? null : plan.target(),
        counts(),
        plan == null || plan.isEmpty() ? null : plan.hash(),
        request.image().orElse(null),
        startedAt,
        now,
        database,
        plan == null || plan.isEmpty() ? null : summary(plan),
        steps,
        error);
  }

  private PlanSummary summary(Plan made) {
    var approved = admission.approved().map(ApprovedPlan::hash).orElse(null);
    return PlanSummary.of(made, admission.findings(), approved);
  }

  private RunResult.Counts counts() {
    if (plan == null) {
      return RunResult.Counts.NONE;
    }
    var up = count(Direction.UPGRADE);
    return new RunResult.Counts(
        plan.steps().size(), up, count(Direction.DOWNGRADE), plan.count(Direction.UPGRADE) - up);
  }

  private int count(Direction direction) {
    return (int) steps.stream().filter(step -> step.direction().equals(direction.word())).count();
  }
}
