package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.RunKey;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is sent before and after a script, and what it means when a part of that fails.
final class StepBatches {
  /// Set for the transaction alone: it is gone when a script ended the transaction and began
  /// another.
  private static final String MARK = "revisor.step";

  private final LockedSession locked;
  private final HistorySql history;
  private final VersionTable table;
  private final RunKey run;

  /// The step that was begun in one message with the end of the step before it; 0 for none.
  private int begun;

  StepBatches(LockedSession locked, RunRequest request) {
    this.locked = locked;
    this.history = new HistorySql(request.versionTable());
    this.table = request.versionTable();
    this.run = request.key();
  }

  /// Where a step begins.
  enum Edge {
    /// With `BEGIN`.
    TRANSACTION,
    /// Inside a transaction that is open.
    INSIDE
  }

  /// How a step ends.
  sealed interface End {
    /// Its transaction stays open.
    record Open() implements End {}

    /// With `COMMIT`.
    ///
    /// @param next begins a transaction in the same message
    record Commit(Optional<NumberedStep> next) implements End {}
  }

  /// Proves that the lock is ours, and marks the transaction.
  ///
  /// @throws RevisorException PoolerDetected, ConnectionLost
  void begin(NumberedStep numbered, Edge edge) {
    var isBegun = begun == numbered.number();
    begun = 0;
    if (isBegun) {
      return;
    }
    try {
      locked.session().execute(beginning(numbered, edge));
    } catch (BatchException e) {
      throw SqlStates.isDivisionByZero(e.sql().getSQLState())
          ? lockLost()
          : SqlStates.toException(e.sql(), "cannot begin revision " + numbered.step().revision());
    }
  }

  private List<String> beginning(NumberedStep numbered, Edge edge) {
    var statements = new ArrayList<String>();
    if (edge == Edge.TRANSACTION) {
      statements.add("BEGIN");
    }
    statements.add(locked.proof());
    statements.add("SET LOCAL " + MARK + " = '" + numbered.number() + "'");
    return statements;
  }

  static RevisorException lockLost() {
    return RevisorException.of(Reason.PoolerDetected, "the run lock is not this session's any more")
        .withHint("a transaction pooler loses it: use the address of the server itself");
  }

  /// Everything that the script left for the end of the transaction happens first, under the
  /// script's own settings; what is ours comes under ours.
  ///
  /// @throws CommitUnknown when the connection broke at the end of the transaction
  /// @throws RevisorException and then nothing is committed
  void finish(NumberedStep numbered, StepScript script, RunResult.StepResult done, End end)
      throws CommitUnknown {
    var statements = new ArrayList<String>();
    statements.add(
        "SELECT 1 / (coalesce(current_setting('"
            + MARK
            + "', true), '') = '"
            + numbered.number()
            + "')::integer");
    statements.add("SET CONSTRAINTS ALL IMMEDIATE");
    statements.addAll(locked.settings().statements());
    var rowsFrom = statements.size();
    statements.addAll(history.versionRows(numbered.step().rows()));
    var rowsTo = statements.size();
    statements.addAll(Records.of(history, numbered, script, done, run));
    if (end instanceof End.Commit) {
      statements.add("COMMIT");
    }
    var own = statements.size();
    var next =
        end instanceof End.Commit(var following) ? following : Optional.<NumberedStep>empty();
    next.ifPresent(step -> statements.addAll(beginning(step, Edge.TRANSACTION)));
    try {
      locked.session().execute(statements);
      begun = next.map(NumberedStep::number).orElse(0);
    } catch (BatchException e) {
      if (end instanceof End.Commit && locked.isLost(e.sql())) {
        throw new CommitUnknown(
            done,
            SqlStates.toException(e.sql(), "cannot commit revision " + numbered.step().revision()));
      }
      if (e.completed() < own) {
        throw failure(e, numbered.step(), script, rowsFrom, rowsTo);
      }
      // It is committed; why the next one cannot begin is seen when it is begun by itself.
      locked.session().rollBack();
    }
  }

  private RevisorException failure(
      BatchException e, Step step, StepScript script, int rowsFrom, int rowsTo) {
    var state = e.sql().getSQLState();
    var at = e.completed();
    if (at == 0 && SqlStates.isDivisionByZero(state)) {
      return endedTransaction(step, script, 0, 0);
    }
    if (at == 1) {
      return Failures.atEnd(step, script.file(), e.sql());
    }
    return at >= rowsFrom && at < rowsTo && isOtherRow(state)
        ? versionChanged(step, table)
        : SqlStates.toException(e.sql(), "cannot record revision " + step.revision());
  }

  private static boolean isOtherRow(String state) {
    return SqlStates.isDivisionByZero(state) || SqlStates.isUniqueViolation(state);
  }

  static RevisorException versionChanged(Step step, VersionTable table) {
    return RevisorException.of(
        Reason.VersionChanged,
        "the rows of "
            + table
            + " are not "
            + step.before()
            + " any more: something else changed them during the run");
  }

  static RevisorException endedTransaction(Step step, StepScript script, int line, int column) {
    var failure =
        RevisorException.of(
                Reason.InvalidScript,
                "the script ended the transaction that the revision runs in; what it did before may"
                    + " be committed")
            .withHint("mark the section with transaction=none");
    return Failures.during(step, failure.with(failure.error().at(script.file(), line, column)));
  }
}
