package dev.revisor.cli;

import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.Optional;
import java.util.function.Function;

/// What a planner is asked for, with a name that tells one from another.
record Route(String name, Function<Planner, PlanResult> plan) {
  /// Up to every head.
  static Route toHeads() {
    return new Route("heads", planner -> planner.upgrade(new Target.Heads(Optional.empty())));
  }

  /// Up to a row of a version table.
  static Route to(RevisionId row) {
    var target = new Target.Named(Optional.empty(), row.value());
    return new Route(row.value(), planner -> planner.upgrade(target));
  }
}
