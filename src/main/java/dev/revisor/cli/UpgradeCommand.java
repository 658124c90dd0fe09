package dev.revisor.cli;

import dev.revisor.plan.Planner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "upgrade", description = "Run revisions up to a target.")
final class UpgradeCommand implements Command {
  @Parameters(
      paramLabel = "TARGET",
      arity = "1",
      description = "A revision, label, head, heads, +N, LABEL@head …")
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
      return new OfflineRun(session, "upgrade").print(run, target, from, Planner::upgrade);
    }
    var migration = new Migration(session, "upgrade");
    if (dryRun) {
      var parsed = Targets.parse(target);
      return new DryRun(session, PlanGate.Rules.of(run.lintOfPlan(), new ApprovalArguments()))
          .print(from, planner -> planner.upgrade(parsed));
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
              prepared.planning(planner -> planner.upgrade(parsed)),
              prepared.scripts());
        });
  }
}
