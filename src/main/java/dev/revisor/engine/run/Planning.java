package dev.revisor.engine.run;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;

/// Makes the plan of a run from what the database says. Called once without the lock, to find out
/// whether anything is to be done, and again under the lock; it must be a function of its argument.
public interface Planning {
  PlanResult plan(DatabaseState state);

  /// Whether a plan with steps, made by [#plan], may run.
  default Admission admit(Plan plan, DatabaseState state) {
    return Admission.GRANTED;
  }
}
