package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.AppliedState;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plans without running, and prints the plan.
final class DryRun {
  private final Session session;

  DryRun(Session session) {
    this.session = session;
  }

  /// @param from where to plan from instead of a database: revisions with commas, or `base`
  ExitCode print(@Nullable String from, Function<Planner, PlanResult> route) {
    var revisions = session.revisions();
    var scripts = new ScriptFiles(revisions);
    var planning = new TargetPlanning(scripts, session.variables(), route);
    try {
      if (from != null) {
        var result = planning.plan(AppliedState.at(rows(from)));
        return print(result, new PlanPrinter(session.console(), scripts, Optional.empty()));
      }
      var database = session.database(revisions.environment());
      var state = database.read();
      ChangedFiles.warn(session.console(), scripts, state);
      var result = planning.plan(state);
      return print(result, new PlanPrinter(session.console(), scripts, Optional.of(database)));
    } catch (RevisorException e) {
      throw scripts.problems().isEmpty() ? Failure.of(e) : invalid(scripts.problems());
    }
  }

  private static Failure invalid(List<Problem> problems) {
    var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return Failure.of(Reason.InvalidScript, "the plan's scripts have " + count, problems);
  }

  private ExitCode print(PlanResult result, PlanPrinter printer) {
    return switch (result) {
      case PlanResult.Refused(var refusal) -> throw Failure.of(refusal);
      case PlanResult.Planned(Plan plan) -> {
        printer.print(plan);
        yield ExitCode.SUCCESS;
      }
    };
  }

  private List<RevisionId> rows(String from) {
    var world = session.directoryWorld(session.revisions());
    var rows = new ArrayList<RevisionId>();
    for (var text : from.split(",", -1)) {
      var target = Targets.parse(text.strip());
      if (!(target instanceof Target.Base)) {
        rows.addAll(Targets.revisions(world, target));
      }
    }
    return rows;
  }
}
