package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.history.RunKey;
import dev.revisor.engine.history.Took;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Step;
import dev.revisor.script.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is sent before and after a script, and what it means when a part of that fails.
final class StepBatches {
  private static final String COMMIT = "COMMIT";

  private final LockedSession locked;
  private final StepSql asItStands;
  private final StepSql prepared;
  private final VersionTable table;
  private final RunKey run;

  /// The step that was begun right behind the end of the step before it; 0 for none.
  private int begun;

  StepBatches(LockedSession locked, RunRequest request) {
    this.locked = locked;
    var history = new HistorySql(request.versionTable());
    this.asItStands = StepSql.asItStands(locked, history);
    this.prepared = StepSql.prepared(locked, history);
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
    /// @param next begins a transaction right behind it
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
      locked
          .session()
          .execute(
              edge == Edge.TRANSACTION
                  ? asItStands.begin(numbered)
                  : asItStands.beginInside(numbered));
    } catch (BatchException e) {
      throw SqlStates.isDivisionByZero(e.sql().getSQLState())
          ? lockLost()
          : SqlStates.toException(e.sql(), "cannot begin revision " + numbered.step().revision());
    }
  }

  static RevisorException lockLost() {
    return RevisorException.of(Reason.PoolerDetected, "the run lock is not this session's any more")
        .withHint(
            "a transaction pooler loses it: use the address of the server itself; so do DISCARD ALL"
                + " and pg_advisory_unlock_all() in a script: remove them");
  }

  /// What ends a step.
  ///
  /// @param own statements of the step
  /// @param following the beginning of the step after it, where that begins at once. It is a
  ///   message of its own, so that the transaction's time is when it begins
  /// @param rowsFrom the first of the own ones that changes version rows, from 0
  /// @param rowsTo the first one after them
  record Ending(
      NumberedStep numbered,
      StepScript script,
      End end,
      List<String> own,
      List<String> following,
      int rowsFrom,
      int rowsTo) {

    private Optional<NumberedStep> next() {
      return end instanceof End.Commit(var next) ? next : Optional.empty();
    }

    /// In characters.
    int length() {
      return Stream.of(own, following).flatMap(List::stream).mapToInt(String::length).sum();
    }

    /// The same where the `COMMIT` need not wait for the disk: one that does follows it. The log is
    /// written in order, so what that one waits for includes this one; where the server crashes
    /// before, both are lost.
    Ending notWaiting() {
      var statements = new ArrayList<>(own);
      statements.add(statements.lastIndexOf(COMMIT), "SET LOCAL synchronous_commit = off");
      return new Ending(numbered, script, end, statements, following, rowsFrom, rowsTo);
    }
  }

  /// Of a step with a transaction of its own. How long it takes, the server knows then.
  ///
  /// @param next begins its transaction right after it
  Ending ending(NumberedStep numbered, StepScript script, Optional<NumberedStep> next) {
    return ending(numbered, script, Took.SINCE_BEGIN, new End.Commit(next));
  }

  Ending ending(NumberedStep numbered, StepScript script, Took took, End end) {
    return ending(asItStands, numbered, script, took, end);
  }

  /// The same for a session where [#prepare] was called.
  Ending preparedEnding(NumberedStep numbered, StepScript script, Optional<NumberedStep> next) {
    return ending(prepared, numbered, script, Took.SINCE_BEGIN, new End.Commit(next));
  }

  void prepare() {
    try {
      locked.prepare(prepared.preparation());
    } catch (BatchException e) {
      throw SqlStates.toException(e.sql(), "cannot prepare the session");
    }
  }

  /// Everything that the script left for the end of the transaction happens first, under the
  /// script's own settings; what is ours comes under ours.
  private Ending ending(StepSql sql, NumberedStep numbered, StepScript script, Took took, End end) {
    var statements = new ArrayList<String>();
    statements.add(sql.requireMark(numbered));
    statements.add("SET CONSTRAINTS ALL IMMEDIATE");
    statements.addAll(sql.settings());
    var rowsFrom = statements.size();
    statements.addAll(sql.versionRows(numbered));
    var rowsTo = statements.size();
    statements.addAll(sql.records(numbered, script, took, run));
    var next = end instanceof End.Commit(var step) ? step : Optional.<NumberedStep>empty();
    if (next.isPresent()) {
      statements.add(StepSql.markCommitted(numbered));
    }
    if (end instanceof End.Commit) {
      statements.add(COMMIT);
    }
    var following = next.map(step -> sql.beginAfter(numbered, step)).orElse(List.of());
    return new Ending(numbered, script, end, statements, following, rowsFrom, rowsTo);
  }

  private static String text(List<String> statements) {
    return String.join(";\n", statements);
  }

  /// Sends what ends the step.
  ///
  /// @throws CommitUnknown when the connection broke at the end of the transaction
  /// @throws RevisorException and then nothing is committed
  void finish(Ending ending) throws CommitUnknown {
    try {
      finish(List.of(), ending);
    } catch (StatementException e) {
      throw new IllegalStateException("none was sent", e);
    }
  }

  /// Sends what is left of a script and what ends the step, and waits once: where a statement of
  /// the script fails, the server refuses the end.
  ///
  /// @throws StatementException for one of `rest`, which may have been lost with all that follows
  /// @throws CommitUnknown when the connection broke at the end of the transaction
  /// @throws RevisorException and then nothing is committed
  void finish(List<Statement> rest, Ending ending) throws StatementException, CommitUnknown {
    try {
      locked.session().pipeline(messages(rest, ending));
      began(ending);
    } catch (BatchException e) {
      refuse(rest, ending, e);
      locked.session().rollBack();
    }
  }

  static List<String> messages(List<Statement> rest, Ending ending) {
    var messages = new ArrayList<String>();
    rest.forEach(statement -> messages.add(statement.text()));
    messages.add(text(ending.own));
    if (!ending.following.isEmpty()) {
      messages.add(text(ending.following));
    }
    return messages;
  }

  /// That everything went through.
  void began(Ending ending) {
    begun = ending.next().map(NumberedStep::number).orElse(0);
  }

  /// What it means that a part of what ends the step failed. Where this returns, the step is
  /// committed: why the next one cannot begin is seen when it is begun by itself.
  void refuse(List<Statement> rest, Ending ending, BatchException e)
      throws StatementException, CommitUnknown {
    if (e.completed() < rest.size()) {
      throw new StatementException(rest.get(e.completed()), e.sql());
    }
    if (ending.end instanceof End.Commit && locked.isLost(e.sql())) {
      var revision = ending.numbered.step().revision();
      throw CommitUnknown.atEnd(
          SqlStates.toException(e.sql(), "cannot commit revision " + revision));
    }
    var at = e.completed() - rest.size();
    if (at < ending.own.size()) {
      throw failure(at, e.sql(), ending);
    }
  }

  private RevisorException failure(int at, SQLException cause, Ending ending) {
    var step = ending.numbered.step();
    var state = cause.getSQLState();
    if (at == 0 && SqlStates.isDivisionByZero(state)) {
      return endedTransaction(step, ending.script, 0, 0);
    }
    if (at == 1) {
      return Failures.atEnd(step, ending.script.file(), cause);
    }
    return at >= ending.rowsFrom && at < ending.rowsTo && isOtherRow(state)
        ? versionChanged(step, table)
        : SqlStates.toException(cause, "cannot record revision " + step.revision());
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
