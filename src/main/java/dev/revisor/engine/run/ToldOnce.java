package dev.revisor.engine.run;

import dev.revisor.engine.result.RunResult;

/// Passes each piece of news on once, however often it comes: what was heard while steps were under
/// way is found again when it is looked what became of them.
final class ToldOnce implements StepProgress {
  private final StepProgress progress;
  private int started;
  private int committed;

  ToldOnce(StepProgress progress) {
    this.progress = progress;
  }

  @Override
  public void started(NumberedStep step) {
    if (step.number() > started) {
      started = step.number();
      progress.started(step);
    }
  }

  @Override
  public void committed(NumberedStep step, RunResult.StepResult done) {
    if (step.number() > committed) {
      committed = step.number();
      progress.committed(step, done);
    }
  }
}
