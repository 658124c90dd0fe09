package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.run.Planning;
import dev.revisor.plan.AppliedState;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.plan.ScriptFacts;
import dev.revisor.plan.Scripts;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Variables;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// Plans the way of one command, from a database's state or from one that was told.
///
/// @param route what the command asks of the planner
record TargetPlanning(ScriptFiles scripts, Variables variables, Function<Planner, PlanResult> route)
    implements Planning {

  /// @throws dev.revisor.engine.result.RevisorException InvalidScript
  @Override
  public PlanResult plan(DatabaseState state) {
    return plan(state.appliedState(), state::storedFacts);
  }

  /// Without a database.
  PlanResult plan(AppliedState state) {
    return plan(state, _ -> Optional.empty());
  }

  private PlanResult plan(AppliedState state, Function<RevisionId, Optional<ScriptFacts>> stored) {
    return switch (World.join(scripts.directory().graph(), state)) {
      case World.Joined.Refused(var refusal) -> new PlanResult.Refused(refusal);
      case World.Joined.Ok(var world) -> {
        var planner = new Planner(world, sources(stored), variables.values());
        var result = route.apply(planner);
        scripts.requireValid();
        yield result;
      }
    };
  }

  private Scripts sources(Function<RevisionId, Optional<ScriptFacts>> stored) {
    return new Scripts() {
      @Override
      public void readAhead(Collection<RevisionId> revisions) {
        scripts.readAhead(revisions);
      }

      @Override
      public Optional<ScriptFacts> file(RevisionId revision) {
        return scripts.facts(revision);
      }

      @Override
      public Optional<ScriptFacts> stored(RevisionId revision) {
        return stored.apply(revision);
      }
    };
  }
}
