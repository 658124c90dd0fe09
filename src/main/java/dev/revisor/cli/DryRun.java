package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.lint.Finding;
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
  private final LintMode lint;

  DryRun(Session session, LintMode lint) {
    this.session = session;
    this.lint = lint;
  }

  /// @param from where to plan from instead of a database: revisions with commas, or `base`
  ExitCode print(@Nullable String from, Function<Planner, PlanResult> route) {
    var revisions = session.revisions();
    var scripts = new ScriptFiles(revisions);
    var planning = new TargetPlanning(scripts, session.variables(), route);
    try {
      if (from != null) {
        var result = planning.plan(AppliedState.at(rows(session, from)));
        return print(result, scripts, Optional.empty(), Optional.empty());
      }
      var database = session.database(revisions.environment());
      var state = database.read();
      ChangedFiles.warn(session.console(), scripts, state);
      var result = planning.plan(state);
      return print(result, scripts, Optional.of(state), Optional.of(database));
    } catch (RevisorException e) {
      throw scripts.problems().isEmpty() ? Failure.of(e) : invalid(scripts.problems());
    }
  }

  private static Failure invalid(List<Problem> problems) {
    var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return Failure.of(Reason.InvalidScript, "the plan's scripts have " + count, problems);
  }

  private ExitCode print(
      PlanResult result,
      ScriptFiles scripts,
      Optional<DatabaseState> state,
      Optional<DatabaseAccess> database) {
    return switch (result) {
      case PlanResult.Refused(var refusal) -> throw Failure.of(refusal);
      case PlanResult.Planned(Plan plan) -> {
        var findings =
            lint == LintMode.off
                ? StepLint.none()
                : StepLint.of(plan, LintSetup.of(scripts.directory()), state, database);
        new PlanPrinter(session.console(), scripts, database, findings).print(plan);
        var refused =
            plan.steps().stream()
                .flatMap(step -> findings.of(step).stream())
                .anyMatch(Finding::isRefused);
        yield lint == LintMode.enforce && refused ? ExitCode.REFUSED : ExitCode.SUCCESS;
      }
    };
  }

  /// What `--from` says: revisions with commas, or `base`.
  static List<RevisionId> rows(Session session, String from) {
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
