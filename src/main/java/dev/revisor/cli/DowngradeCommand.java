package dev.revisor.cli;

import dev.revisor.plan.Planner;
import org.jspecify.annotations.Nullable;

final class DowngradeCommand implements Command {
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
        .describedAs("Undo revisions down to a target.")
        .parameter("TARGET", "A revision to stay, base, -N, LABEL@base …", value -> target = value)
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
