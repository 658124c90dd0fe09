package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.run.Admission;
import dev.revisor.engine.run.Planning;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;

/// Says once, where there is nothing to do, which files are no longer what was applied. Where there
/// is something to do, the run is refused for them.
final class ChangesTold implements Planning {
  private final Planning planning;
  private final ScriptFiles scripts;
  private final Console console;
  private boolean told;

  ChangesTold(Planning planning, ScriptFiles scripts, Console console) {
    this.planning = planning;
    this.scripts = scripts;
    this.console = console;
  }

  @Override
  public PlanResult plan(DatabaseState state) {
    var result = planning.plan(state);
    if (!told && result instanceof PlanResult.Planned(var plan) && plan.isEmpty()) {
      told = true;
      ChangedFiles.warn(console, scripts, state);
    }
    return result;
  }

  @Override
  public Admission admit(Plan plan, DatabaseState state) {
    return planning.admit(plan, state);
  }
}
