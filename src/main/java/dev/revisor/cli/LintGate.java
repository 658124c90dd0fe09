package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.run.Planning;
import dev.revisor.lint.Finding;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets a plan pass when lint does: with `warn` it tells of the findings, with `enforce` it
/// refuses. The plan is made twice in a run; findings are told once.
final class LintGate implements Planning {
  private final Planning planning;
  private final LintMode mode;
  private final LintSetup setup;
  private final DatabaseAccess database;
  private final Console console;
  private final Set<String> told = new HashSet<>();

  LintGate(
      Planning planning, LintMode mode, LintSetup setup, DatabaseAccess database, Console console) {
    this.planning = planning;
    this.mode = mode;
    this.setup = setup;
    this.database = database;
    this.console = console;
  }

  @Override
  public PlanResult plan(DatabaseState state) {
    var result = planning.plan(state);
    if (mode != LintMode.off
        && result instanceof PlanResult.Planned(var plan)
        && !plan.isEmpty()
        && told.add(plan.hash())) {
      var findings = findings(plan, state);
      findings.forEach(this::tell);
      if (mode == LintMode.enforce) {
        StepLint.refuse(findings);
      }
    }
    return result;
  }

  private List<Finding> findings(Plan plan, DatabaseState state) {
    var lint = StepLint.of(plan, setup, Optional.of(state), Optional.of(database));
    return plan.steps().stream()
        .flatMap(step -> lint.of(step).stream())
        .filter(finding -> !finding.isSuppressed())
        .toList();
  }

  private void tell(Finding finding) {
    if (console.json()) {
      console.event(
          "Finding",
          json ->
              json.text("rule", finding.rule().id())
                  .text("level", finding.rule().level().word())
                  .text("revision", finding.revision().value())
                  .text("path", finding.path())
                  .number("line", finding.position().line())
                  .text("message", finding.message()));
    } else {
      console.errorLine(finding.toString());
    }
  }
}
