package dev.revisor.engine.run;

import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;

/// The connection broke when COMMIT was on its way: it may have taken effect or not.
final class CommitUnknown extends Exception {
  private static final long serialVersionUID = 1;

  private final transient RunResult.StepResult done;
  private final RevisorException failure;

  CommitUnknown(RunResult.StepResult done, RevisorException failure) {
    super(failure);
    this.done = done;
    this.failure = failure;
  }

  /// The step that was being committed.
  RunResult.StepResult done() {
    return done;
  }

  RevisorException failure() {
    return failure;
  }
}
