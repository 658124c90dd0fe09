package dev.revisor.cli;

import org.jspecify.annotations.Nullable;

final class PlanCommand implements Command {
  final Destination destination = new Destination();
  @Nullable String from;
  LintMode lint = LintMode.warn;
  boolean countRows;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Print what 'apply' would run: steps, SQL, and the plan's hash.")
        .with(destination)
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
    var parsed = destination.targets();
    if (countRows && from != null) {
      throw Failure.usage("--count-rows needs a database, which --from does without");
    }
    var dryRun = new DryRun(session, PlanGate.Rules.of(lint, new ApprovalArguments()));
    return (countRows ? dryRun.countingRows() : dryRun)
        .print(from, planner -> destination.plan(planner, parsed));
  }
}
