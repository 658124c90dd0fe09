package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.Admission;
import dev.revisor.engine.run.Planning;
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
  private final PlanGate.Rules rules;
  private @Nullable String baseline;
  private boolean counting;

  DryRun(Session session, PlanGate.Rules rules) {
    this.session = session;
    this.rules = rules;
  }

  /// Where a database that has tables but no version is taken to be.
  DryRun baseline(@Nullable String revision) {
    baseline = revision;
    return this;
  }

  /// With the number of rows that backwards steps lose.
  DryRun countingRows() {
    counting = true;
    return this;
  }

  /// @param from where to plan from instead of a database: revisions with commas, or `base`
  ExitCode print(@Nullable String from, Function<Planner, PlanResult> route) {
    var revisions = session.revisions();
    var scripts = new ScriptFiles(revisions);
    var planning = new TargetPlanning(scripts, session.variables(), route);
    try {
      if (from != null) {
        var result = planning.plan(AppliedState.at(rows(revisions, from)));
        return print(planning, result, scripts, Optional.empty(), Optional.empty());
      }
      var database = session.database(revisions.environment());
      var state = database.read();
      if (baseline != null
          && state.versionRows().isEmpty()
          && database.read(HistoryReader::hasUnversionedTables)) {
        var adopted = planning.plan(AppliedState.at(rows(revisions, baseline)));
        return print(planning, adopted, scripts, Optional.of(state), Optional.of(database));
      }
      ChangedFiles.warn(session.console(), scripts, state);
      var result = planning.plan(state);
      return print(planning, result, scripts, Optional.of(state), Optional.of(database));
    } catch (RevisorException e) {
      throw scripts.problems().isEmpty() ? Failure.of(e) : invalid(scripts.problems());
    }
  }

  private static Failure invalid(List<Problem> problems) {
    var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return Failure.of(Reason.InvalidScript, "the plan's scripts have " + count, problems);
  }

  private ExitCode print(
      Planning planning,
      PlanResult result,
      ScriptFiles scripts,
      Optional<DatabaseState> state,
      Optional<DatabaseAccess> database) {
    return switch (result) {
      case PlanResult.Refused(var refusal) -> throw Failure.of(refusal);
      case PlanResult.Planned(Plan plan) -> {
        var setup = LintSetup.of(scripts);
        var gate = new PlanGate(planning, rules, setup, database, session.console());
        var lint = gate.lint(plan, state);
        var counted = database.filter(_ -> counting);
        var losses = new StepLosses(scripts, database, counted);
        var run = scripts.directory().environment().configuration().run();
        var scope = new RunArguments().over(run).scope();
        new PlanPrinter(session.console(), scripts, scope, database, lint, losses).print(plan);
        yield plan.isEmpty() ? ExitCode.SUCCESS : verdict(gate.admission(plan, lint));
      }
    };
  }

  /// Findings are in the plan already.
  private ExitCode verdict(Admission admission) {
    admission
        .refusal()
        .filter(refusal -> refusal.reason() == Reason.AwaitingApproval)
        .ifPresent(refusal -> session.console().errorLine(String.valueOf(refusal.getMessage())));
    return admission.refusal().isPresent() ? ExitCode.REFUSED : ExitCode.SUCCESS;
  }

  /// What `--from` says: revisions with commas, or `base`.
  static List<RevisionId> rows(RevisionDirectory revisions, String from) {
    var world = Session.world(revisions, AppliedState.empty());
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
