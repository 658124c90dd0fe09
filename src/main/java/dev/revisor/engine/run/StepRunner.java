package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Step;
import dev.revisor.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.core.TransactionState;

/// Runs a step in one transaction with the change of the version rows and everything that is
/// recorded of it: either all of it happens, or nothing.
final class StepRunner {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Set for the transaction alone: it is gone when a script ended the transaction and began
  /// another.
  private static final String MARK = "revisor.step";

  private final RunRequest request;
  private final LockedSession locked;
  private final HistorySql history;
  private final RunListener listener;
  private final StopSignal stop;

  StepRunner(RunRequest request, LockedSession locked, RunListener listener, StopSignal stop) {
    this.request = request;
    this.locked = locked;
    this.history = new HistorySql(request.versionTable());
    this.listener = listener;
    this.stop = stop;
  }

  /// @param ordinal of the step in the run, from 1
  /// @throws RevisorException and then nothing of the step is left, except after ConnectionLost,
  ///   when it may have happened
  RunResult.StepResult run(Step step, StepScript script, int ordinal) {
    var retries = request.options().lockRetries();
    for (var attempt = 1; ; attempt++) {
      try {
        return once(step, script, ordinal);
      } catch (RevisorException e) {
        locked.session().rollBack();
        var retryable = SqlStates.isRetryable(e.error().sqlState());
        if (!retryable || attempt > retries || stop.isRequested()) {
          throw Failures.during(step, e);
        }
        var pause = pause(attempt);
        listener.on(new RunEvent.Retrying(step, attempt, e.error(), pause));
        reset();
        stop.pause(pause);
      }
    }
  }

  private RunResult.StepResult once(Step step, StepScript script, int ordinal) {
    var start = System.nanoTime();
    begin(step, ordinal);
    new ScriptRun(locked.session(), stop, request.variables())
        .run(step, script, new StaysInTransaction(step, script));
    var done =
        new RunResult.StepResult(
            step.revision(), step.direction().word(), Duration.ofNanos(System.nanoTime() - start));
    finish(step, script, done, ordinal);
    return done;
  }

  private void begin(Step step, int ordinal) {
    var statements = new ArrayList<String>();
    statements.add("BEGIN");
    statements.addAll(locked.proof());
    statements.add("SET LOCAL " + MARK + " = '" + ordinal + "'");
    try {
      locked.session().execute(statements);
    } catch (BatchException e) {
      throw SqlStates.isDivisionByZero(e.sql().getSQLState())
          ? lockLost()
          : SqlStates.toException(e.sql(), "cannot begin revision " + step.revision());
    }
  }

  static RevisorException lockLost() {
    return RevisorException.of(Reason.PoolerDetected, "the run lock is not this session's any more")
        .withHint("a transaction pooler loses it: use the address of the server itself");
  }

  /// Everything that the script left for the end of the transaction happens first, under the
  /// script's own settings; what is ours comes under ours.
  private void finish(Step step, StepScript script, RunResult.StepResult done, int ordinal) {
    var ends =
        List.of(
            "SELECT 1 / (coalesce(current_setting('"
                + MARK
                + "', true), '') = '"
                + ordinal
                + "')::integer",
            "SET CONSTRAINTS ALL IMMEDIATE");
    var statements = new ArrayList<>(ends);
    statements.addAll(locked.settings().statements());
    var rowsFrom = statements.size();
    statements.addAll(history.versionRows(step.rows()));
    var rowsTo = statements.size();
    statements.addAll(Records.of(history, step, script, done, request.runId(), ordinal));
    statements.add("COMMIT");
    try {
      locked.session().execute(statements);
    } catch (BatchException e) {
      throw failureAtEnd(e, step, script, rowsFrom, rowsTo);
    }
  }

  private RevisorException failureAtEnd(
      BatchException e, Step step, StepScript script, int rowsFrom, int rowsTo) {
    var state = e.sql().getSQLState();
    var at = e.completed();
    if (at == 0 && SqlStates.isDivisionByZero(state)) {
      return endedTransaction(step, script, 0, 0);
    }
    if (at == 1) {
      return Failures.atEnd(step, script.file(), e.sql());
    }
    var isRow = at >= rowsFrom && at < rowsTo;
    return isRow && (SqlStates.isDivisionByZero(state) || SqlStates.isUniqueViolation(state))
        ? RevisorException.of(
            Reason.VersionChanged,
            "the rows of "
                + request.versionTable()
                + " are not "
                + step.before()
                + " any more: something else changed them during the run")
        : SqlStates.toException(e.sql(), "cannot record revision " + step.revision());
  }

  private static RevisorException endedTransaction(
      Step step, StepScript script, int line, int column) {
    var failure =
        RevisorException.of(
                Reason.InvalidScript,
                "the script ended the transaction that the revision runs in; what it did before may"
                    + " be committed")
            .withHint("mark the section with transaction=none");
    return Failures.during(step, failure.with(failure.error().at(script.file(), line, column)));
  }

  /// Stops a script at the statement that ends the transaction.
  private final class StaysInTransaction implements ScriptRun.Watch {
    private final Step step;
    private final StepScript script;

    private StaysInTransaction(Step step, StepScript script) {
      this.step = step;
      this.script = script;
    }

    @Override
    public void before(int ordinal, Statement statement) {}

    @Override
    public void after(int ordinal, Statement statement) {
      if (locked.session().transaction() != TransactionState.OPEN) {
        var position = statement.position();
        throw endedTransaction(step, script, position.line(), position.column());
      }
    }
  }

  private void reset() {
    try {
      locked.session().execute(locked.settings().statements());
    } catch (BatchException e) {
      throw SqlStates.toException(e.sql(), "cannot reset the session");
    }
  }

  /// Between half of and the whole of a pause that doubles.
  private static Duration pause(int attempt) {
    var doubled = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
    var most = Math.min(doubled, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
