package dev.revisor.cli;

import dev.revisor.engine.database.Connections;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.Planning;
import dev.revisor.engine.run.RunEvent;
import dev.revisor.engine.run.RunRequest;
import dev.revisor.engine.run.StopSignal;
import dev.revisor.plan.PlanResult;
import dev.revisor.plan.Planner;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A run of a command that changes a database, from the arguments to the report. Whatever goes
/// wrong on the way, the result is left where [ResultFile] says.
final class Migration {
  private final Session session;
  private final EarlyResult early;

  Migration(Session session, String command) {
    this.session = session;
    this.early = EarlyResult.begin(command, session.surroundings());
  }

  /// The options of a command that runs scripts.
  record Arguments(RunArguments run, ApprovalArguments approval, DriftArguments drift) {
    static Arguments of(RunArguments run) {
      return new Arguments(run, new ApprovalArguments(), new DriftArguments());
    }
  }

  /// Everything that a run needs beside its way.
  ///
  /// @param gate what lint and approvals let pass
  record Prepared(
      RevisionDirectory revisions,
      ScriptFiles scripts,
      RunRequest request,
      UnaryOperator<Planning> gate) {
    Planning planning(Function<Planner, PlanResult> route) {
      return gate.apply(new TargetPlanning(scripts, request.variables(), route));
    }
  }

  /// What a command does with the executor.
  interface Action {
    RunResult run(Executor executor, Prepared prepared);
  }

  ExitCode run(RunArguments arguments, Action action) {
    return run(Arguments.of(arguments), action);
  }

  ExitCode run(Arguments arguments, Action action) {
    return report(result(arguments, action));
  }

  /// As `run`, without a report.
  RunResult result(Arguments arguments, Action action) {
    try {
      return execute(arguments, action);
    } catch (Failure failure) {
      leave(failure);
      throw failure;
    } catch (RevisorException e) {
      var failure = Failure.of(e);
      leave(failure);
      throw failure;
    } catch (RuntimeException e) {
      leave(FailureReport.bug(e));
      throw e;
    }
  }

  private void leave(Failure failure) {
    ResultFile.write(early.of(failure), session.surroundings());
  }

  private RunResult execute(Arguments arguments, Action action) {
    var ahead = session.connections(session.directory());
    try {
      return execute(arguments, action, ahead);
    } finally {
      ahead.ifPresent(Connections::close);
    }
  }

  private RunResult execute(Arguments arguments, Action action, Optional<Connections> ahead) {
    var surroundings = session.surroundings();
    var prepared = prepare(arguments);
    var request = prepared.request();
    var stop = new StopSignal(request.options().grace());
    var progress = new Progress(session.console(), request.database());
    stop.onRequest(() -> progress.on(new RunEvent.Stopping(request.options().grace())));
    surroundings.interrupts().accept(stop);
    try {
      var executor = new Executor(progress, stop, surroundings.clock());
      return action.run(ahead.map(executor::by).orElse(executor), prepared);
    } finally {
      progress.close();
    }
  }

  Prepared prepare(RunArguments arguments) {
    return prepare(Arguments.of(arguments));
  }

  Prepared prepare(Arguments arguments) {
    var rules = PlanGate.Rules.of(arguments.run().lintOfRun(), arguments.approval());
    var surroundings = session.surroundings();
    var variables = session.variables();
    var revisions = session.revisions();
    var environment = revisions.environment();
    var database = session.database(environment);
    var request =
        new RunRequest(
            early.runId(),
            early.command(),
            surroundings.variable("REVISOR_REQUESTER"),
            surroundings.variable("REVISOR_IMAGE"),
            database.settings(),
            database.versionTable(),
            variables,
            arguments.run().over(environment.configuration().run()),
            Optional.of(arguments.drift().snapshots(environment.configuration().schema())),
            new ClaimVariables(surroundings).wanted());
    var scripts = new ScriptFiles(revisions);
    UnaryOperator<Planning> gate =
        planning ->
            new PlanGate(
                new ChangesTold(planning, scripts, session.console()),
                rules,
                LintSetup.of(scripts),
                Optional.of(database),
                session.console());
    return new Prepared(revisions, scripts, request, gate);
  }

  private ExitCode report(RunResult result) {
    ResultFile.write(result, session.surroundings());
    var console = session.console();
    if (console.json()) {
      console.line(result.toJson());
    }
    if (result.outcome() == Outcome.Succeeded || result.outcome() == Outcome.NothingToDo) {
      if (!console.json()) {
        console.line(result.message());
      }
    } else {
      FailureReport.printRun(result, console);
    }
    return ExitCode.of(result.exitCode());
  }
}
