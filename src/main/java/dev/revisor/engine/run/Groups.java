package dev.revisor.engine.run;

import dev.revisor.plan.Step;
import java.util.List;

/// The steps of a plan that commit together.
public final class Groups {
  private Groups() {}

  /// In order; a step without a transaction is alone.
  public static List<List<Step>> of(List<Step> steps, RunOptions.Scope scope) {
    return NumberedStep.groups(steps, scope).stream()
        .map(group -> group.stream().map(NumberedStep::step).toList())
        .toList();
  }
}
