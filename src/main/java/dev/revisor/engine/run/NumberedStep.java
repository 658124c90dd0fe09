package dev.revisor.engine.run;

import dev.revisor.plan.Step;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.List;

/// A step and its place in the run.
///
/// @param number from 1
/// @param total how many steps the run has
record NumberedStep(Step step, int number, int total) {

  /// Whether the run is done with it.
  boolean isLast() {
    return number == total;
  }

  /// Whether it has no transaction of its own: each statement is for itself.
  boolean isStatementwise() {
    return step.transaction() == TransactionMode.NONE;
  }

  /// What commits together: a step without a transaction is alone, and parts what is before it from
  /// what is after it.
  static List<List<NumberedStep>> groups(List<Step> steps, RunOptions.Scope scope) {
    var groups = new ArrayList<List<NumberedStep>>();
    var open = false;
    for (var number = 1; number <= steps.size(); number++) {
      var step = new NumberedStep(steps.get(number - 1), number, steps.size());
      if (!open || step.isStatementwise()) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(step);
      open = scope == RunOptions.Scope.RUN && step.step.transaction() == TransactionMode.REVISION;
    }
    return groups;
  }
}
