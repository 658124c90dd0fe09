package dev.revisor.cli;

import dev.revisor.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "plan",
    description = "Print what 'apply' would run: steps, SQL, and the plan's hash.")
final class PlanCommand implements Command {
  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description = "Absolute: head, heads, base, a revision, LABEL@head ….")
  List<String> targets = new ArrayList<>();

  @Option(names = "--allow-downgrade", description = "Go backwards where the targets are behind.")
  boolean allowDowngrade;

  @Option(
      names = "--from",
      paramLabel = "REVS",
      description = "Plan from these revisions, or base, without a database.")
  @Nullable String from;

  @Option(
      names = "--lint",
      paramLabel = "off|warn|enforce",
      description = "Lint's findings: ignore, show (the default), or show and end with 5.")
  LintMode lint = LintMode.warn;

  @Option(
      names = "--count-rows",
      description = "Count the rows that each backwards step loses; scans their tables.")
  boolean countRows;

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
