package dev.revisor.cli;

import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.List;

/// Where `apply` and `plan` go, and whether they may go backwards to it.
final class Destination implements Declared {
  private final List<String> targets = new ArrayList<>();
  private boolean allowDowngrade;

  @Override
  public void declare(Declaration command) {
    command
        .parameters("TARGET", "Absolute: head, heads, base, a revision, LABEL@head ….", targets)
        .flag(
            "--allow-downgrade",
            "Go backwards where the targets are behind.",
            value -> allowDowngrade = value);
  }

  List<Target> targets() {
    return Targets.parseAll(targets);
  }

  PlanResult plan(Planner planner, List<Target> parsed) {
    return planner.apply(
        parsed, allowDowngrade ? Planner.Backwards.ALLOWED : Planner.Backwards.DENIED);
  }
}
