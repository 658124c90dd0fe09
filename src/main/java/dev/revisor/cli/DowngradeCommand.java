package dev.revisor.cli;

import dev.revisor.plan.Planner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "downgrade", description = "Undo revisions down to a target.")
final class DowngradeCommand implements Command {
  @Parameters(
      paramLabel = "TARGET",
      arity = "1",
      description = "A revision to stay, base, -N, LABEL@base …")
  String target = "";

  @Option(
      names = "--sql",
      description = "Print the SQL for psql, run nothing; TARGET may be FROM:TO.")
  boolean sql;

  @Option(names = "--dry-run", description = "Print the plan, run nothing.")
  boolean dryRun;

  @Option(
      names = "--from",
      paramLabel = "REVS",
      description =
          "With --sql or --dry-run: plan from these revisions, or base, without a database.")
  @Nullable String from;

  @Option(
      names = "--tag",
      paramLabel = "TEXT",
      description = "A value for :tag in scripts, as -x tag=TEXT.")
  @Nullable String tag;

  @Mixin RunArguments run = new RunArguments();
  @Mixin DriftArguments drift = new DriftArguments();

  @Override
  public ExitCode run(Session session) {
    if (tag != null) {
      session.options().parameters.addFirst("tag=" + tag);
    }
    if (sql) {
      return new OfflineRun(session, "downgrade").print(run, target, from, Planner::downgrade);
    }
    var migration = new Migration(session, "downgrade");
    if (dryRun) {
      var parsed = Targets.parse(target);
      return new DryRun(session, PlanGate.Rules.of(run.lintOfPlan(), new ApprovalArguments()))
          .print(from, planner -> planner.downgrade(parsed));
    }
    return migration.run(
        new Migration.Arguments(run, new ApprovalArguments(), drift),
        (executor, prepared) -> {
          if (from != null) {
            throw Failure.usage("--from needs --sql or --dry-run");
          }
          var parsed = Targets.parse(target);
          return executor.run(
              prepared.request(),
              prepared.planning(planner -> planner.downgrade(parsed)),
              prepared.scripts());
        });
  }
}
