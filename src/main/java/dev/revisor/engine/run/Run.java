package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.Layout;
import dev.revisor.engine.history.RevisionEntry;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import dev.revisor.script.TransactionMode;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// One run of a plan: look, plan, lock, look and plan again, run the steps, record it.
final class Run {
  private final RunContext context;
  private final RunRequest request;
  private final ScriptDirectory scripts;
  private final InstantSource clock;
  private final Report report;
  private final SnapshotKeeper snapshots;

  Run(RunContext context, ScriptDirectory scripts, InstantSource clock) {
    this.context = context;
    this.request = context.request();
    this.scripts = scripts;
    this.clock = clock;
    this.report = new Report(request, clock.instant());
    this.snapshots = new SnapshotKeeper(context);
  }

  RunResult result(Planning planning) {
    try (var session = Session.open(context)) {
      var state = read(session);
      context.tell(new RunEvent.Connected(state.server()));
      return switch (planning.plan(state)) {
        case PlanResult.Refused(var refusal) -> report.refused(refusal, clock.instant());
        case PlanResult.Planned(var plan) when plan.isEmpty() && !isToBeTidied(state) -> {
          report.planned(plan);
          yield report.succeeded(clock.instant());
        }
        case PlanResult.Planned(var plan) -> {
          require(planning, plan, state);
          yield locked(session, planning, state.server());
        }
      };
    } catch (RevisorException e) {
      return report.failed(e, clock.instant());
    }
  }

  /// With nothing to do, there may still be something to record.
  private boolean isToBeTidied(DatabaseState state) {
    var wished = request.snapshots();
    return state.hasDeadRun()
        || wished.filter(options -> options.accepted().isPresent()).isPresent()
        || (state.snapshotDue() && wished.isPresent());
  }

  private DatabaseState read(Session session) {
    var state =
        new HistoryReader(session.connection(), request.versionTable())
            .read(HistoryReader.Detail.REVISIONS);
    report.began(state);
    return state;
  }

  private RunResult locked(Session session, Planning planning, ServerFacts server) {
    if (server.recovery() == ServerFacts.Recovery.STANDBY) {
      throw RevisorException.of(
          Reason.DatabaseUnreachable,
          "the server is a standby and takes no changes: " + request.database());
    }
    try (var locked = LockedSession.lock(context, session)) {
      Layout.ensure(locked.session().connection(), request.versionTable());
      new ClaimKeeper(context).take(locked);
      var state = read(locked.session());
      return switch (planning.plan(state)) {
        case PlanResult.Refused(var refusal) -> report.refused(refusal, clock.instant());
        case PlanResult.Planned(var plan) when plan.isEmpty() -> {
          report.planned(plan);
          closeDeadRuns(locked);
          snapshots.between(locked, state.snapshotDue());
          yield report.succeeded(clock.instant());
        }
        case PlanResult.Planned(var plan) -> {
          require(planning, plan, state);
          yield recorded(locked, plan, state);
        }
      };
    }
  }

  /// A plan that is refused is told of all the same.
  private void require(Planning planning, Plan plan, DatabaseState state) {
    report.planned(plan);
    if (!plan.isEmpty()) {
      var admission = planning.admit(plan, state);
      report.admitted(admission);
      admission
          .refusal()
          .ifPresent(
              refusal -> {
                throw refusal;
              });
    }
  }

  /// Runs the plan; from its beginning to its end it is a row of the table `run`. That it went well
  /// is recorded with the last step.
  private RunResult recorded(LockedSession locked, Plan plan, DatabaseState state) {
    var checks = new Checks(state, context.options().acceptedChanges());
    checks.refuseInterrupted(plan);
    var accepted = checks.changes(scripts);
    var before = snapshots.before(locked, state);
    context.tell(new RunEvent.Planned(plan));
    start(locked, plan, accepted);
    try {
      steps(locked, plan);
      snapshots.after(locked, before);
      return report.succeeded(clock.instant());
    } catch (RevisorException e) {
      var result = report.failed(e, clock.instant());
      if (!result.steps().isEmpty() || beganWithoutTransaction(plan)) {
        snapshots.after(locked, before);
      }
      finish(locked, result);
      return result;
    }
  }

  /// What such a step did before it failed is done.
  private static boolean beganWithoutTransaction(Plan plan) {
    return plan.steps().getFirst().transaction() == TransactionMode.NONE;
  }

  private void steps(LockedSession locked, Plan plan) {
    var source = new StepScripts(scripts, locked, request);
    source.check(plan.steps());
    var progress = new Told();
    var statementwise = new StatementwiseRunner(context, source, locked, progress);
    var groups = NumberedStep.groups(plan.steps(), context.options().scope());
    try (var together = new GroupRunner(context, source, locked, progress)) {
      for (var at = 0; at < groups.size(); ) {
        context.refuseToGoOnWhenStopped();
        var first = groups.get(at).getFirst();
        if (first.isStatementwise()) {
          statementwise.run(first);
          at++;
        } else {
          at += together.run(groups, at);
        }
      }
    }
  }

  /// Passes the news of steps on.
  private final class Told implements StepProgress {
    @Override
    public void started(NumberedStep step) {
      report.stepBegan();
      context.tell(new RunEvent.StepStarted(step.step(), step.number(), step.total()));
    }

    @Override
    public void committed(NumberedStep step, RunResult.StepResult done) {
      report.done(done, step.step().after());
      context.tell(
          new RunEvent.StepFinished(step.step(), step.number(), step.total(), done.duration()));
    }
  }

  /// Made when something is to be written, which is seldom.
  private HistorySql history() {
    return new HistorySql(request.versionTable());
  }

  private void start(LockedSession locked, Plan plan, List<RevisionEntry> accepted) {
    var run =
        new HistorySql.RunStart(
            request.key(),
            request.command(),
            request.requester().orElse(null),
            request.image().orElse(null),
            plan.from(),
            plan.target(),
            plan.hash(),
            new TreeSet<>(request.variables().values().keySet()));
    var history = history();
    var statements = new ArrayList<String>();
    statements.add(history.closeDeadRuns(plan.from()));
    statements.add(history.startRun(run));
    accepted.forEach(entry -> statements.add(history.acceptRevision(entry)));
    try {
      locked.session().execute(statements);
    } catch (BatchException e) {
      throw SqlStates.isUniqueViolation(e.sql().getSQLState())
          ? RevisorException.of(
              Reason.InvalidConfiguration, "there was a run with the id " + request.runId())
          : SqlStates.toException(e.sql(), "cannot record the run");
    }
  }

  private void closeDeadRuns(LockedSession locked) {
    try {
      locked.session().execute(history().closeDeadRuns(report.rows()));
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot record the end of an earlier run");
    }
  }

  /// On a new connection where the old one broke. A run whose end cannot be recorded is found by
  /// the next one; the result itself tells what there is to tell.
  private void finish(LockedSession locked, RunResult result) {
    try {
      locked.session().rollBack();
      if (locked.session().isClosed()) {
        locked.reconnectOnce();
      }
      locked.session().execute(history().finishRun(result));
    } catch (SQLException | RevisorException _) {
      // See above.
    }
  }
}
