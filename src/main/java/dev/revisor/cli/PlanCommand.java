package dev.revisor.cli;

import dev.revisor.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class PlanCommand implements Command {
  final List<String> targets = new ArrayList<>();
  boolean allowDowngrade;
  @Nullable String from;
  LintMode lint = LintMode.warn;
  boolean countRows;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Print what 'apply' would run: steps, SQL, and the plan's hash.")
        .parameters("TARGET", "Absolute: head, heads, base, a revision, LABEL@head ….", targets)
        .flag(
            "--allow-downgrade",
            "Go backwards where the targets are behind.",
            value -> allowDowngrade = value)
        .option(
            "--from",
            "REVS",
            "Plan from these revisions, or base, without a database.",
            value -> from = value)
        .choice(
            "--lint",
            LintMode.class,
            "Lint's findings: ignore, show (the default), or show and end with 5.",
            value -> lint = value)
        .flag(
            "--count-rows",
            "Count the rows that each backwards step loses; scans their tables.",
            value -> countRows = value);
  }

  @Override
  public ExitCode run(Session session) {
    var backwards = allowDowngrade ? Planner.Backwards.ALLOWED : Planner.Backwards.DENIED;
    var parsed = Targets.parseAll(targets);
    if (countRows && from != null) {
      throw Failure.usage("--count-rows needs a database, which --from does without");
    }
    var dryRun = new DryRun(session, PlanGate.Rules.of(lint, new ApprovalArguments()));
    return (countRows ? dryRun.countingRows() : dryRun)
        .print(from, planner -> planner.apply(parsed, backwards));
  }
}
