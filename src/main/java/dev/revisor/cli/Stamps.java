package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.run.Stamping;
import dev.revisor.plan.StampPlanner;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.Target;
import java.util.List;
import java.util.Set;

/// How version rows are set to targets, from what a database says.
final class Stamps {
  private Stamps() {}

  /// Rows of the same lines give way.
  static Stamping.Result of(RevisionGraph graph, DatabaseState state, List<Target> targets) {
    return switch (World.join(graph, state.appliedState())) {
      case World.Joined.Refused(var refusal) -> new Stamping.Result.Refused(refusal);
      case World.Joined.Ok(var world) ->
          result(world.all(), new StampPlanner(world).stamp(targets));
    };
  }

  /// All rows give way, known or not.
  static Stamping.Result purge(RevisionGraph graph, DatabaseState state, List<Target> targets) {
    return result(graph, StampPlanner.purge(graph, state.versionRows(), targets));
  }

  private static Stamping.Result result(RevisionGraph graph, StampPlanner.Result planned) {
    return switch (planned) {
      case StampPlanner.Result.Refused(var refusal) -> new Stamping.Result.Refused(refusal);
      case StampPlanner.Result.Planned(var stamp) ->
          new Stamping.Result.Planned(stamp, Set.copyOf(graph.ancestors(stamp.after())));
    };
  }
}
