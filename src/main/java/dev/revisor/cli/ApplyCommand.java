package dev.revisor.cli;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.Admission;
import dev.revisor.engine.run.Planning;
import dev.revisor.engine.run.Stamping;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

final class ApplyCommand implements Command {
  final Destination destination = new Destination();
  boolean dryRun;
  @Nullable String from;
  @Nullable String expectFrom;
  @Nullable String baseline;
  boolean rehearse;
  final RunArguments run = new RunArguments();
  final ApprovalArguments approval = new ApprovalArguments();
  final DriftArguments drift = new DriftArguments();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Bring the database to exactly the targets, in whichever direction.")
        .with(destination)
        .flag("--dry-run", "Print the plan, run nothing.", value -> dryRun = value)
        .option(
            "--from",
            "REVS",
            "With --dry-run: plan from these revisions, or base, without a database.",
            value -> from = value)
        .option(
            "--expect-from",
            "REVS",
            "Run only if the database is at these revisions, or base.",
            value -> expectFrom = value)
        .option(
            "--baseline",
            "REV",
            "Take a database that has tables but no version to be at this revision.",
            value -> baseline = value)
        .flag(
            "--rehearse",
            "Run the plan on a copy of the schema first, and only if that goes well here.",
            value -> rehearse = value)
        .with(run)
        .with(approval)
        .with(drift);
  }

  @Override
  public ExitCode run(Session session) {
    if (dryRun) {
      if (rehearse) {
        throw Failure.usage("--rehearse runs the plan on a copy; --dry-run runs nothing");
      }
      var parsed = destination.targets();
      return new DryRun(session, PlanGate.Rules.of(run.lintOfPlan(), approval))
          .baseline(baseline)
          .print(from, planner -> destination.plan(planner, parsed));
    }
    return new Migration(session, "apply")
        .run(
            new Migration.Arguments(run, approval, drift),
            (executor, prepared) -> {
              if (from != null) {
                throw Failure.usage("--from needs --dry-run; --expect-from checks");
              }
              var parsed = destination.targets();
              requireRevisions(prepared, parsed);
              var gated = prepared.planning(planner -> destination.plan(planner, parsed));
              var planning = rehearse ? new Rehearsal(session, prepared, gated) : gated;
              var checked = expectFrom == null ? planning : expecting(expectFrom, planning);
              return baseline == null
                  ? executor.run(prepared.request(), checked, prepared.scripts())
                  : executor.run(
                      prepared.request(),
                      adopting(prepared, Targets.parse(baseline)),
                      checked,
                      prepared.scripts());
            });
  }

  private static Stamping adopting(Migration.Prepared prepared, Target baseline) {
    var graph = prepared.revisions().graph();
    return state -> Stamps.of(graph, state, List.of(baseline));
  }

  /// An image that lost its scripts must not look like one whose database is up to date, and must
  /// not take a database back to nothing.
  private static void requireRevisions(Migration.Prepared prepared, List<Target> parsed) {
    var towardsBase = parsed.stream().allMatch(target -> target instanceof Target.Base);
    if (!towardsBase && prepared.revisions().graph().revisions().isEmpty()) {
      throw Failure.of(
          Reason.NoScripts,
          "there are no revisions in " + prepared.revisions().environment().path());
    }
  }

  /// Refuses a database that is elsewhere.
  private static Planning expecting(String text, Planning planning) {
    var expected = new TreeSet<RevisionId>();
    for (var id : text.split(",", -1)) {
      if (!RevisionId.isValid(id)) {
        throw Failure.usage("--expect-from takes ids with commas, or base, was '" + text + "'");
      }
      if (!id.equals("base")) {
        expected.add(new RevisionId(id));
      }
    }
    return new Expecting(planning, expected, text);
  }

  /// @param text as the user wrote it
  private record Expecting(Planning planning, SortedSet<RevisionId> expected, String text)
      implements Planning {
    @Override
    public PlanResult plan(DatabaseState state) {
      if (!expected.equals(new TreeSet<>(state.versionRows()))) {
        throw RevisorException.of(
            Reason.VersionChanged,
            "the database is at " + PlanPrinter.at(state.versionRows()) + ", expected was " + text);
      }
      return planning.plan(state);
    }

    @Override
    public Admission admit(Plan plan, DatabaseState state) {
      return planning.admit(plan, state);
    }
  }
}
