package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import java.util.Optional;

/// A database whose revisions are r1, r2, … in a line, and what a runner does to it.
final class SimulatedDatabase {
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

  DatabaseView look(java.time.Instant now) {
    return reachable
        ? new DatabaseView.Read(
            Observations.read(lastRun, rows()).state(), new DriftView.Unknown(), "s1", now)
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
      lastRun = Optional.of(row(run, Optional.empty()));
    }
    var refusal = image.refusal(level);
    if (refusal.isPresent()) {
      return failure(run, refusal.get(), Fault.USER, true);
    }
    if (level == image.target()) {
      return verdict(Runs.result(run, rows()));
    }
    level += level < image.target() ? 1 : -1;
    return Optional.empty();
  }

  /// SIGTERM: it records that it was stopped, if it can.
  Optional<RunResult> stop(String run) {
    return failure(run, dev.revisor.engine.result.Reason.Terminated, Fault.TRANSIENT, reachable);
  }

  private Optional<RunResult> failure(
      String run, dev.revisor.engine.result.Reason reason, Fault fault, boolean connected) {
    var seen =
        Runs.result(run, Outcome.Failed, reason, RunError.of(fault, "what happened"), rows());
    return connected ? verdict(seen) : Optional.of(unconnected(seen));
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
