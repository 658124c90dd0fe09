package dev.revisor.cli;

import dev.revisor.plan.Direction;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import dev.revisor.revision.Target;
import org.jspecify.annotations.Nullable;

/// `upgrade` and `downgrade`: the same but for where they go.
final class MoveCommand implements Command {
  private final Direction direction;
  String target = "";
  boolean sql;
  boolean dryRun;
  @Nullable String from;
  @Nullable String tag;
  final RunArguments run = new RunArguments();
  final DriftArguments drift = new DriftArguments();

  MoveCommand(Direction direction) {
    this.direction = direction;
  }

  @Override
  public void declare(Declaration command) {
    command
        .describedAs(
            switch (direction) {
              case UPGRADE -> "Run revisions up to a target.";
              case DOWNGRADE -> "Undo revisions down to a target.";
            })
        .parameter(
            "TARGET",
            switch (direction) {
              case UPGRADE -> "A revision, label, head, heads, +N, LABEL@head …";
              case DOWNGRADE -> "A revision to stay, base, -N, LABEL@base …";
            },
            value -> target = value)
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
      return new OfflineRun(session, direction.word()).print(run, target, from, this::plan);
    }
    var migration = new Migration(session, direction.word());
    if (dryRun) {
      var parsed = Targets.parse(target);
      return new DryRun(session, PlanGate.Rules.of(run.lintOfPlan(), new ApprovalArguments()))
          .print(from, planner -> plan(planner, parsed));
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
              prepared.planning(planner -> plan(planner, parsed)),
              prepared.scripts());
        });
  }

  private PlanResult plan(Planner planner, Target wanted) {
    return switch (direction) {
      case UPGRADE -> planner.upgrade(wanted);
      case DOWNGRADE -> planner.downgrade(wanted);
    };
  }
}
