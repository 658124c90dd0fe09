package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.Layout;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Plan;
import dev.revisor.plan.PlanResult;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.TreeSet;

/// One run of a plan: look, plan, lock, look and plan again, run the steps, record it.
final class Run {
  private final RunRequest request;
  private final ScriptDirectory scripts;
  private final RunListener listener;
  private final StopSignal stop;
  private final InstantSource clock;
  private final HistorySql history;
  private final Report report;

  Run(
      RunRequest request,
      ScriptDirectory scripts,
      RunListener listener,
      StopSignal stop,
      InstantSource clock) {
    this.request = request;
    this.scripts = scripts;
    this.listener = listener;
    this.stop = stop;
    this.clock = clock;
    this.history = new HistorySql(request.versionTable());
    this.report = new Report(request, clock.instant());
  }

  RunResult result(Planning planning) {
    try (var session = Session.open(request.database(), listener)) {
      var state = read(session);
      listener.on(new RunEvent.Connected(state.server()));
      return switch (planning.plan(state)) {
        case PlanResult.Refused(var refusal) -> report.refused(refusal, clock.instant());
        case PlanResult.Planned(var plan) when plan.isEmpty() -> {
          report.planned(plan);
          yield report.succeeded(clock.instant());
        }
        case PlanResult.Planned _ -> locked(session, planning, state.server());
      };
    } catch (RevisorException e) {
      return report.failed(e, clock.instant());
    }
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
    try (var locked = LockedSession.lock(request, session, listener, stop)) {
      Layout.ensure(locked.session().connection(), request.versionTable());
      return switch (planning.plan(read(locked.session()))) {
        case PlanResult.Refused(var refusal) -> report.refused(refusal, clock.instant());
        case PlanResult.Planned(var plan) when plan.isEmpty() -> {
          report.planned(plan);
          yield report.succeeded(clock.instant());
        }
        case PlanResult.Planned(var plan) -> recorded(locked, plan);
      };
    }
  }

  /// Runs the plan; from its beginning to its end it is a row of the table `run`.
  private RunResult recorded(LockedSession locked, Plan plan) {
    report.planned(plan);
    listener.on(new RunEvent.Planned(plan));
    start(locked, plan);
    RunResult result;
    try {
      steps(locked, plan);
      result = report.succeeded(clock.instant());
    } catch (RevisorException e) {
      result = report.failed(e, clock.instant());
    }
    finish(locked, result);
    return result;
  }

  private void steps(LockedSession locked, Plan plan) {
    var reader = new HistoryReader(locked.session().connection(), request.versionTable());
    var source = new StepScripts(scripts, reader, request.variables());
    source.check(plan.steps());
    var runner = new StepRunner(request, locked, listener, stop);
    var total = plan.steps().size();
    for (var number = 1; number <= total; number++) {
      var step = plan.steps().get(number - 1);
      if (stop.isRequested()) {
        throw Failures.terminated();
      }
      listener.on(new RunEvent.StepStarted(step, number, total));
      var done = runner.run(step, source.of(step), number);
      report.done(done, step.after());
      listener.on(new RunEvent.StepFinished(step, number, total, done.duration()));
    }
  }

  private void start(LockedSession locked, Plan plan) {
    var run =
        new HistorySql.RunStart(
            request.runId(),
            request.command(),
            request.requester().orElse(null),
            request.image().orElse(null),
            plan.from(),
            plan.target(),
            plan.hash(),
            new TreeSet<>(request.variables().values().keySet()));
    try {
      locked.session().execute(history.startRun(run));
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot record the run");
    }
  }

  /// A run whose end cannot be recorded is found by the next one.
  private void finish(LockedSession locked, RunResult result) {
    try {
      locked.session().rollBack();
      locked.session().execute(history.finishRun(result));
    } catch (SQLException _) {
      // The result itself tells what there is to tell.
    }
  }
}
