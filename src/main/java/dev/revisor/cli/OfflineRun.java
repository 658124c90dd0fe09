package dev.revisor.cli;

import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.OfflineScript;
import dev.revisor.plan.AppliedState;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.plan.StampPlanner;
import dev.revisor.revision.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Prints the SQL of a run instead of running it (`--sql`): no database is asked.
///
/// @param command whose SQL it is
record OfflineRun(Session session, String command) {

  /// Where from and where to.
  private record Way(Optional<String> from, String to) {
    static Way of(String target, @Nullable String from) {
      var colon = target.indexOf(':');
      if (colon < 0) {
        return new Way(Optional.ofNullable(from), target);
      }
      if (from != null) {
        throw Failure.usage("'" + target + "' says where from, and --from does; leave one away");
      }
      return new Way(Optional.of(target.substring(0, colon)), target.substring(colon + 1));
    }
  }

  ExitCode print(
      RunArguments arguments,
      String target,
      @Nullable String from,
      BiFunction<Planner, Target, PlanResult> route) {
    refuseJson();
    var way = Way.of(target, from);
    if (way.from().isEmpty() && command.equals("downgrade")) {
      throw Failure.usage("downgrade --sql needs to know where from: FROM:TO, or --from REVS");
    }
    var start = way.from().filter(text -> !text.isEmpty()).orElse("base");
    var parsed = Targets.parse(way.to());
    var revisions = session.revisions();
    var scripts = new ScriptFiles(revisions);
    var planning =
        new TargetPlanning(scripts, session.variables(), planner -> route.apply(planner, parsed));
    return switch (planning.plan(AppliedState.at(DryRun.rows(revisions, start)))) {
      case PlanResult.Refused(var refusal) -> throw Failure.of(refusal);
      case PlanResult.Planned(var plan) -> {
        write(order(arguments, revisions, plan), scripts);
        yield ExitCode.SUCCESS;
      }
    };
  }

  /// @param targets the first may be FROM:TO
  /// @param purge whether the rows that are there are not looked at
  ExitCode stamp(RunArguments arguments, List<String> targets, boolean purge) {
    refuseJson();
    var way = Way.of(targets.getFirst(), null);
    if (purge) {
      return purge(arguments, way, targets);
    }
    var texts = new ArrayList<>(targets);
    texts.set(0, way.to());
    var parsed = Targets.parseAll(texts);
    var revisions = session.revisions();
    var from = DryRun.rows(revisions, way.from().filter(text -> !text.isEmpty()).orElse("base"));
    var world = Session.world(revisions, AppliedState.at(from));
    return switch (new StampPlanner(world).stamp(parsed)) {
      case StampPlanner.Result.Refused(var refusal) -> throw Failure.of(refusal);
      case StampPlanner.Result.Planned(var stamp) -> {
        var plan = new Plan(stamp.before(), stamp.after(), List.of(), new TreeMap<>());
        var graph = revisions.graph();
        try {
          new OfflineScript(
                  order(arguments, revisions, plan),
                  new ScriptFiles(revisions),
                  session.console().out())
              .write(stamp, graph.ancestors(stamp.before()), graph.ancestors(stamp.after()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield ExitCode.SUCCESS;
      }
    };
  }

  private ExitCode purge(RunArguments arguments, Way way, List<String> targets) {
    if (way.from().isPresent()) {
      throw Failure.usage("--purge forgets every row; leave '" + way.from().get() + ":' away");
    }
    var parsed = Targets.parseAll(targets);
    var revisions = session.revisions();
    var graph = revisions.graph();
    return switch (StampPlanner.purge(graph, List.of(), parsed)) {
      case StampPlanner.Result.Refused(var refusal) -> throw Failure.of(refusal);
      case StampPlanner.Result.Planned(var stamp) -> {
        var plan = new Plan(List.of(), stamp.after(), List.of(), new TreeMap<>());
        try {
          new OfflineScript(
                  order(arguments, revisions, plan),
                  new ScriptFiles(revisions),
                  session.console().out())
              .writePurge(stamp, graph.ancestors(stamp.after()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        yield ExitCode.SUCCESS;
      }
    };
  }

  ExitCode ensureVersion(RunArguments arguments) {
    refuseJson();
    var revisions = session.revisions();
    var nothing = new Plan(List.of(), List.of(), List.of(), new TreeMap<>());
    try {
      new OfflineScript(
              order(arguments, revisions, nothing),
              new ScriptFiles(revisions),
              session.console().out())
          .writeLayout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ExitCode.SUCCESS;
  }

  private void refuseJson() {
    if (session.console().json()) {
      throw Failure.usage("--sql prints SQL; leave -o json away");
    }
  }

  private OfflineScript.Order order(
      RunArguments arguments, RevisionDirectory revisions, Plan plan) {
    return new OfflineScript.Order(
        command,
        session.versionTable(revisions.environment()),
        session.variables(),
        arguments.over(revisions.environment().configuration().run()),
        plan);
  }

  /// @throws RevisorException InvalidScript, MissingParameter
  private void write(OfflineScript.Order order, ScriptFiles scripts) {
    try {
      new OfflineScript(order, scripts, session.console().out()).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
