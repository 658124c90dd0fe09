package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.Admission;
import dev.revisor.engine.run.Planning;
import dev.revisor.lint.Finding;
import dev.revisor.lint.Level;
import dev.revisor.plan.ApprovedPlan;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Lets a plan run when lint does, and when it has the approval that it needs. A plan is looked at
/// twice in a run; findings are told once.
final class PlanGate implements Planning {
  private final Planning planning;
  private final Rules rules;
  private final LintSetup setup;
  private final Optional<DatabaseAccess> database;
  private final Console console;
  private final Set<String> told = new HashSet<>();

  /// @param lint what is done about findings
  /// @param required which plans need an approval
  /// @param approved the plan that has one
  record Rules(
      LintMode lint, ApprovalArguments.Required required, Optional<ApprovedPlan> approved) {
    static Rules of(LintMode lint, ApprovalArguments approval) {
      return new Rules(lint, approval.required(), approval.approved());
    }

    boolean needFindings() {
      return lint != LintMode.off || required == ApprovalArguments.Required.destructive;
    }
  }

  PlanGate(
      Planning planning,
      Rules rules,
      LintSetup setup,
      Optional<DatabaseAccess> database,
      Console console) {
    this.planning = planning;
    this.rules = rules;
    this.setup = setup;
    this.database = database;
    this.console = console;
  }

  @Override
  public PlanResult plan(DatabaseState state) {
    return planning.plan(state);
  }

  @Override
  public Admission admit(Plan plan, DatabaseState state) {
    var findings = findings(plan, lint(plan, Optional.of(state)));
    if (rules.lint() != LintMode.off && told.add(plan.hash())) {
      findings.stream().filter(finding -> !finding.isSuppressed()).forEach(this::tell);
    }
    return admission(plan, findings);
  }

  /// The same of a plan that is only shown.
  Admission admission(Plan plan, StepLint lint) {
    return admission(plan, findings(plan, lint));
  }

  private Admission admission(Plan plan, List<Finding> findings) {
    var counts = counts(findings);
    var refusal =
        (rules.lint() == LintMode.enforce
                ? StepLint.refusal(findings)
                : Optional.<RevisorException>empty())
            .or(() -> awaited(plan, counts));
    return new Admission(counts, refusal);
  }

  /// What lint says, where it is asked.
  StepLint lint(Plan plan, Optional<DatabaseState> state) {
    return rules.needFindings() ? StepLint.of(plan, setup, state, database) : StepLint.none();
  }

  private static List<Finding> findings(Plan plan, StepLint lint) {
    return plan.steps().stream().flatMap(step -> lint.of(step).stream()).toList();
  }

  private static SortedMap<String, Integer> counts(List<Finding> findings) {
    var counts = new TreeMap<String, Integer>();
    findings.forEach(finding -> counts.merge(finding.rule().level().word(), 1, Integer::sum));
    return counts;
  }

  /// What the plan waits for. What is destructive stays so where the author allows it.
  private Optional<RevisorException> awaited(Plan plan, SortedMap<String, Integer> counts) {
    boolean needed =
        switch (rules.required()) {
          case never -> false;
          case always -> true;
          case destructive -> counts.containsKey(Level.DESTRUCTIVE.word());
        };
    if (!needed || rules.approved().filter(approved -> covers(approved, plan)).isPresent()) {
      return Optional.empty();
    }
    var hash = plan.hash();
    var steps = plan.steps().size() == 1 ? "1 step" : plan.steps().size() + " steps";
    int lost = counts.getOrDefault(Level.DESTRUCTIVE.word(), 0);
    var loss =
        switch (lost) {
          case 0 -> "";
          case 1 -> ", 1 destructive finding";
          default -> ", " + lost + " destructive findings";
        };
    var other = rules.approved().map(approved -> "; approved is " + approved.hash()).orElse("");
    return Optional.of(
        RevisorException.of(
                Reason.AwaitingApproval,
                "the plan " + hash + " (" + steps + loss + ") needs an approval" + other)
            .withHint("see it with 'revisor plan', and approve it with --approve " + hash));
  }

  private boolean covers(ApprovedPlan approved, Plan plan) {
    return approved.covers(plan, List.of())
        || database
            .map(access -> approved.covers(plan, BrokenRuns.read(access, setup.revisions())))
            .orElse(false);
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
