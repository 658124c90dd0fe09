package dev.revisor.cli;

import static java.util.stream.Collectors.joining;

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
  /// @param approved the plans that have one
  record Rules(LintMode lint, ApprovalArguments.Required required, List<ApprovedPlan> approved) {
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
    var findings = lint(plan, Optional.of(state)).of(plan);
    if (rules.lint() != LintMode.off && told.add(plan.hash())) {
      findings.stream().filter(finding -> !finding.isSuppressed()).forEach(this::tell);
    }
    return admission(plan, findings);
  }

  /// The same of a plan that is only shown.
  Admission admission(Plan plan, StepLint lint) {
    return admission(plan, lint.of(plan));
  }

  private Admission admission(Plan plan, List<Finding> findings) {
    var counts = counts(findings);
    var needed = needsApproval(counts);
    var approved = needed ? approval(plan) : Optional.<ApprovedPlan>empty();
    var refusal =
        rules.lint() == LintMode.enforce
            ? StepLint.refusal(findings)
            : Optional.<RevisorException>empty();
    return new Admission(
        counts,
        approved,
        needed && approved.isEmpty()
            ? refusal.or(() -> Optional.of(awaited(plan, counts)))
            : refusal);
  }

  /// What lint says, where it is asked.
  StepLint lint(Plan plan, Optional<DatabaseState> state) {
    return rules.needFindings() ? StepLint.of(plan, setup, state, database) : StepLint.none();
  }

  private static SortedMap<String, Integer> counts(List<Finding> findings) {
    var counts = new TreeMap<String, Integer>();
    findings.forEach(finding -> counts.merge(finding.rule().level().word(), 1, Integer::sum));
    return counts;
  }

  /// What is destructive stays so where the author allows it.
  private boolean needsApproval(SortedMap<String, Integer> counts) {
    return switch (rules.required()) {
      case never -> false;
      case always -> true;
      case destructive -> counts.containsKey(Level.DESTRUCTIVE.word());
    };
  }

  /// What the plan waits for.
  private RevisorException awaited(Plan plan, SortedMap<String, Integer> counts) {
    var hash = plan.hash();
    var steps = plan.steps().size() == 1 ? "1 step" : plan.steps().size() + " steps";
    int lost = counts.getOrDefault(Level.DESTRUCTIVE.word(), 0);
    var loss =
        switch (lost) {
          case 0 -> "";
          case 1 -> ", 1 destructive finding";
          default -> ", " + lost + " destructive findings";
        };
    var others = rules.approved().stream().map(ApprovedPlan::hash).collect(joining(", "));
    var other = others.isEmpty() ? "" : "; approved is " + others;
    return RevisorException.of(
            Reason.AwaitingApproval,
            "the plan " + hash + " (" + steps + loss + ") needs an approval" + other)
        .withHint("see it with 'revisor plan', and approve it with --approve " + hash);
  }

  private Optional<ApprovedPlan> approval(Plan plan) {
    if (rules.approved().isEmpty()) {
      return Optional.empty();
    }
    return covering(plan, List.of())
        .or(
            () ->
                database.flatMap(
                    access -> covering(plan, BrokenRuns.read(access, setup.revisions()))));
  }

  private Optional<ApprovedPlan> covering(Plan plan, List<ApprovedPlan.Broken> broken) {
    return rules.approved().stream().filter(approved -> approved.covers(plan, broken)).findFirst();
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
