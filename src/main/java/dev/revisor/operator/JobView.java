package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import java.time.Instant;
import java.util.Optional;

/// A migration Job with its pod, as far as a decision needs them.
///
/// @param run the counter in its name
/// @param key what it was made for; see [RunKey]
record JobView(String name, long run, String key, State state) {

  /// How far it is.
  sealed interface State {

    /// No container has run yet.
    ///
    /// @param since when the Job was made
    /// @param trouble why not, where the kubelet or the scheduler says so
    record Starting(Instant since, Optional<Trouble> trouble) implements State {}

    /// We suspended it before a container ran; it is to be deleted once its pod is gone.
    record Withdrawn() implements State {}

    /// A container runs, or may run; or what is left of a deleted Job is still going away.
    record Running() implements State {}

    /// It is over, and no pod of it runs.
    record Ended(Ending ending) implements State {}
  }

  /// What keeps a container from starting.
  record Trouble(Reason reason, String message) {}

  /// How a Job ended.
  ///
  /// @param result the verdict, where the container left one
  /// @param cause how the container ended, where it left none
  /// @param imageId the image that ran; empty when unknown
  record Ending(
      Optional<RunResult> result,
      Cause cause,
      String imageId,
      Instant startedAt,
      Instant finishedAt) {}

  /// How a container ended without a verdict.
  enum Cause {
    /// With a verdict, or by exit code 0.
    NONE,
    /// The pod was evicted, deleted or lost with its node.
    POD_GONE,
    /// Longer than the deadline.
    DEADLINE,
    /// The image has nothing to run.
    NO_RUNNER,
    /// The command line was refused.
    USAGE,
    /// Killed, out of memory, or any other exit.
    DIED
  }

  boolean isActive() {
    return !(state instanceof State.Ended);
  }
}
