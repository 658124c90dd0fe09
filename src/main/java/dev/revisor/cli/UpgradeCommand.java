package dev.revisor.cli;

import dev.revisor.plan.Planner;
import org.jspecify.annotations.Nullable;

final class UpgradeCommand implements Command {
  String target = "";
  boolean sql;
  boolean dryRun;
  @Nullable String from;
  @Nullable String tag;
  final RunArguments run = new RunArguments();
  final DriftArguments drift = new DriftArguments();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Run revisions up to a target.")
        .parameter(
            "TARGET", "A revision, label, head, heads, +N, LABEL@head …", value -> target = value)
        .flag(
            "--sql",
            "Print the SQL for psql, run nothing; TARGET may be FROM:TO.",
            value -> sql = value)
        .flag("--dry-run", "Print the plan, run nothing.", value -> dryRun = value)
        .option(
            "--from",
            "REVS",
            "With --sql or --dry-run: plan from these revisions, or base, without a database.",
            value -> from = value)
        .option(
            "--tag", "TEXT", "A value for :tag in scripts, as -x tag=TEXT.", value -> tag = value)
        .with(run)
        .with(drift);
  }

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
