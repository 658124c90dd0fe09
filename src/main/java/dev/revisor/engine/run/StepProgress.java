package dev.revisor.engine.run;

import dev.revisor.engine.result.RunResult;

/// Hears of the steps of a run.
interface StepProgress {
  void started(NumberedStep step);

  /// Once it can not be undone by a failure any more, not even by one of the server's.
  void committed(NumberedStep step, RunResult.StepResult done);
}
