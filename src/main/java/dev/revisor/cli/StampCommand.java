package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.run.Stamping;
import dev.revisor.plan.StampPlanner;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "stamp",
    description = "Set the version of the database without running anything.")
final class StampCommand implements Command {
  @Parameters(
      paramLabel = "REV",
      arity = "1..*",
      description = "Revisions, labels, head, heads, base, LABEL@head ….")
  List<String> targets = new ArrayList<>();

  @Option(names = "--purge", description = "Forget all version rows first, known or not.")
  boolean purge;

  @Option(
      names = "--sql",
      description = "Print the SQL for psql, set nothing; the first REV may be FROM:TO.")
  boolean sql;

  @Mixin RunArguments run = new RunArguments();

  @Override
  public ExitCode run(Session session) {
    if (sql) {
      return new OfflineRun(session, "stamp").stamp(run, targets, purge);
    }
    return new Migration(session, "stamp")
        .run(
            run,
            (executor, prepared) -> {
              var graph = prepared.revisions().graph();
              var parsed = Targets.parseAll(targets);
              return executor.stamp(
                  prepared.request(), state -> stamp(graph, state, parsed), prepared.scripts());
            });
  }

  private Stamping.Result stamp(RevisionGraph graph, DatabaseState state, List<Target> parsed) {
    if (purge) {
      return result(graph, StampPlanner.purge(graph, state.versionRows(), parsed));
    }
    return switch (World.join(graph, state.appliedState())) {
      case World.Joined.Refused(var refusal) -> new Stamping.Result.Refused(refusal);
      case World.Joined.Ok(var world) -> result(world.all(), new StampPlanner(world).stamp(parsed));
    };
  }

  private static Stamping.Result result(RevisionGraph graph, StampPlanner.Result planned) {
    return switch (planned) {
      case StampPlanner.Result.Refused(var refusal) -> new Stamping.Result.Refused(refusal);
      case StampPlanner.Result.Planned(var stamp) ->
          new Stamping.Result.Planned(stamp, Set.copyOf(graph.ancestors(stamp.after())));
    };
  }
}
