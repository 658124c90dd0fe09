package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import java.util.Optional;

/// A database whose revisions are r1, r2, … in a line, and what a runner does to it. It holds the
/// promises that no step is run without the approval that it needs, nor over drift that is to stop
/// it.
final class SimulatedDatabase {
  private static final String UNTOUCHED = "sha256:" + "0".repeat(64);

  /// What a run with an approval has done of its plan.
  private record Begun(String approved, int level, int target) {}

  private Optional<String> drift = Optional.empty();
  private Optional<Begun> begun = Optional.empty();
  private int level;
  private boolean reachable = true;
  private Optional<RunRecord> lastRun = Optional.empty();

  int level() {
    return level;
  }

  /// A change by hand.
  void setLevel(int value) {
    level = value;
  }

  void setReachable(boolean value) {
    reachable = value;
  }

  /// Somebody changes the schema by hand, or takes it back.
  void setDrift(Optional<String> fingerprint) {
    drift = fingerprint;
  }

  Optional<String> drift() {
    return drift;
  }

  /// The newest run that did something, once it has ended.
  Optional<RunRecord> lastEnd() {
    return lastRun.filter(run -> run.outcome().isPresent());
  }

  DatabaseView look(java.time.Instant now) {
    var seen =
        drift
            .<DriftView>map(fingerprint -> new DriftView.Drifted(fingerprint, "by hand"))
            .orElseGet(() -> new DriftView.InSync(UNTOUCHED));
    return reachable
        ? new DatabaseView.Read(Observations.read(lastRun, seen, rows()).state(), seen, "s1", now)
        : new DatabaseView.Failed(Reason.DatabaseUnreachable, "no", now, now.plusSeconds(5));
  }

  private String[] rows() {
    return level == 0 ? new String[0] : new String[] {"r" + level};
  }

  /// One step of a run: a revision, or the verdict.
  Optional<RunResult> step(String run, SimulatedImage image) {
    if (image.isGraphless()) {
      return failure(run, dev.revisor.engine.result.Reason.BrokenGraph, Fault.USER, false);
    }
    if (!reachable) {
      return failure(
          run, dev.revisor.engine.result.Reason.DatabaseUnreachable, Fault.TRANSIENT, false);
    }
    if (lastRun.filter(row -> row.id().equals(run)).isEmpty()) {
      return begin(run, image);
    }
    var refusal = image.refusal(level);
    if (refusal.isPresent()) {
      return failure(run, refusal.get(), Fault.USER, true);
    }
    if (level == image.target()) {
      var done = begun.filter(one -> one.target() == image.target());
      begun = Optional.empty();
      var result = Runs.result(run, rows());
      return verdict(
          done.map(one -> Runs.planned(result, one.approved(), one.approved())).orElse(result));
    }
    return next(image);
  }

  /// A run that is refused, or has nothing to do, leaves no row.
  private Optional<RunResult> begin(String run, SimulatedImage image) {
    drift = drift.filter(fingerprint -> !fingerprint.equals(image.grants().acceptedDrift()));
    var refusal = image.refusal(level);
    if (refusal.isPresent()) {
      return Optional.of(failed(run, refusal.get(), Fault.USER));
    }
    return level == image.target() ? Optional.of(Runs.result(run, rows())) : admitted(run, image);
  }

  private Optional<RunResult> next(SimulatedImage image) {
    level += level < image.target() ? 1 : -1;
    begun = begun.map(one -> new Begun(one.approved(), level, one.target()));
    return Optional.empty();
  }

  /// Whether the run may go on from where it found the database.
  private Optional<RunResult> admitted(String run, SimulatedImage image) {
    if (image.needsApproval()) {
      var approved = approval(image);
      if (approved.isEmpty()) {
        var reason = dev.revisor.engine.result.Reason.AwaitingApproval;
        return Optional.of(Runs.planned(failed(run, reason, Fault.USER), image.plan(level), null));
      }
      begun = approved.map(hash -> new Begun(hash, level, image.target()));
    } else {
      begun = Optional.empty();
    }
    if (image.stopsAtDrift() && drift.isPresent()) {
      return Optional.of(failed(run, dev.revisor.engine.result.Reason.SchemaDrift, Fault.USER));
    }
    lastRun = Optional.of(row(run, Optional.empty()));
    return next(image);
  }

  /// Of this plan, or of the one that this is the rest of.
  private Optional<String> approval(SimulatedImage image) {
    var approvals = image.grants().approvals();
    return Optional.of(image.plan(level))
        .filter(approvals::contains)
        .or(
            () ->
                begun
                    .filter(one -> one.level() == level && one.target() == image.target())
                    .map(Begun::approved)
                    .filter(approvals::contains));
  }

  /// SIGTERM: it records that it was stopped, if it can.
  Optional<RunResult> stop(String run) {
    return failure(run, dev.revisor.engine.result.Reason.Terminated, Fault.TRANSIENT, reachable);
  }

  private Optional<RunResult> failure(
      String run, dev.revisor.engine.result.Reason reason, Fault fault, boolean connected) {
    var seen = failed(run, reason, fault);
    return connected ? verdict(seen) : Optional.of(unconnected(seen));
  }

  private RunResult failed(String run, dev.revisor.engine.result.Reason reason, Fault fault) {
    return Runs.result(run, Outcome.Failed, reason, RunError.of(fault, "what happened"), rows());
  }

  private Optional<RunResult> verdict(RunResult result) {
    lastRun = Optional.of(row(result.runId(), Optional.of(result)));
    return Optional.of(result);
  }

  private RunRecord row(String run, Optional<RunResult> result) {
    return Runs.row(
        run,
        result.map(RunResult::outcome),
        result.map(RunResult::reason).orElse(dev.revisor.engine.result.Reason.InternalError),
        result.flatMap(one -> Optional.ofNullable(one.error())),
        rows());
  }

  private static RunResult unconnected(RunResult seen) {
    return new RunResult(
        seen.runId(),
        seen.command(),
        seen.outcome(),
        seen.reason(),
        seen.message(),
        java.util.List.of(),
        java.util.List.of(),
        null,
        RunResult.Counts.NONE,
        null,
        null,
        seen.startedAt(),
        seen.finishedAt(),
        null,
        null,
        java.util.List.of(),
        seen.error());
  }
}
