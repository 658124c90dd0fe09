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
  /// Set for the transaction alone: it is gone when a script ended the transaction and began
  /// another.
  private static final String MARK = "revisor.step";

  /// The last step that was committed and had the next one's beginning sent right behind it: what
  /// is sent of the next one before that is known has no effect where it was not.
  private static final String COMMITTED = "revisor.committed";

  private static final String COMMIT = "COMMIT";

  private final LockedSession locked;
  private final HistorySql history;
  private final VersionTable table;
  private final RunKey run;

  /// The step that was begun right behind the end of the step before it; 0 for none.
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
      locked.session().execute(edge == Edge.TRANSACTION ? transaction(numbered) : mark(numbered));
    } catch (BatchException e) {
      throw SqlStates.isDivisionByZero(e.sql().getSQLState())
          ? lockLost()
          : SqlStates.toException(e.sql(), "cannot begin revision " + numbered.step().revision());
    }
  }

  private List<String> transaction(NumberedStep numbered) {
    var statements = new ArrayList<String>();
    statements.add("BEGIN");
    statements.addAll(mark(numbered));
    return statements;
  }

  private List<String> mark(NumberedStep numbered) {
    return List.of(locked.proof(), "SET LOCAL " + MARK + " = '" + numbered.number() + "'");
  }

  /// Right behind the `COMMIT` of a step.
  private List<String> transactionAfter(NumberedStep before, NumberedStep numbered) {
    var statements = transaction(numbered);
    statements.add(1, requirement(COMMITTED, before));
    return statements;
  }

  /// Fails with 22012 (`division_by_zero`) unless a setting names the step.
  private static String requirement(String setting, NumberedStep numbered) {
    return "SELECT 1 / (coalesce(current_setting('"
        + setting
        + "', true), '') = '"
        + numbered.number()
        + "')::integer";
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

  /// Everything that the script left for the end of the transaction happens first, under the
  /// script's own settings; what is ours comes under ours.
  Ending ending(NumberedStep numbered, StepScript script, Took took, End end) {
    var statements = new ArrayList<String>();
    statements.add(requirement(MARK, numbered));
    statements.add("SET CONSTRAINTS ALL IMMEDIATE");
    statements.addAll(locked.settings().statements());
    var rowsFrom = statements.size();
    statements.addAll(history.versionRows(numbered.step().rows()));
    var rowsTo = statements.size();
    statements.addAll(Records.of(history, numbered, script, took, run));
    var next = end instanceof End.Commit(var step) ? step : Optional.<NumberedStep>empty();
    if (next.isPresent()) {
      statements.add("SET " + COMMITTED + " = '" + numbered.number() + "'");
    }
    if (end instanceof End.Commit) {
      statements.add(COMMIT);
    }
    var following = next.map(step -> transactionAfter(numbered, step)).orElse(List.of());
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
