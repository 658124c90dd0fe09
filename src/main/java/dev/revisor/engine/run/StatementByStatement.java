package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Step;
import dev.revisor.script.CopyData;
import dev.revisor.script.Statement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postgresql.core.TransactionState;

/// Decides for each statement of a section without a transaction whether it is sent, after what an
/// earlier run wrote down of it, and writes down what becomes of it.
final class StatementByStatement implements ScriptRun.Sender {
  private final Session session;
  private final ProgressJournal journal;
  private final Step step;
  private final String file;
  private final Map<Integer, ProgressJournal.Entry> earlier;

  /// The first statement of the transaction that the script itself has open, or the last one sent.
  private int blockStart;

  StatementByStatement(Session session, ProgressJournal journal, Step step, String file) {
    this.session = session;
    this.journal = journal;
    this.step = step;
    this.file = file;
    this.earlier =
        journal.read().stream()
            .collect(Collectors.toMap(ProgressJournal.Entry::ordinal, Function.identity()));
  }

  /// Where the transaction begins that the script left open.
  int blockStart() {
    return blockStart;
  }

  /// What to do with a statement.
  private enum Verdict {
    SEND,
    /// Send it, and do not speak of it.
    SEND_AGAIN,
    SKIP
  }

  @Override
  public void send(int ordinal, Statement statement, Supplier<CopyData> data)
      throws StatementException, IOException {
    var verdict = verdict(ordinal, statement);
    if (verdict == Verdict.SKIP) {
      return;
    }
    try {
      ScriptRun.sendAlone(session, statement, data);
    } catch (StatementException e) {
      failed(statement, e.sql());
      throw e;
    }
    if (verdict == Verdict.SEND && session.transaction() == TransactionState.IDLE) {
      journal.done(ordinal);
    }
  }

  private Verdict verdict(int ordinal, Statement statement) {
    var entry = earlier.get(ordinal);
    if (entry == null) {
      return begin(ordinal, statement);
    }
    if (!entry.digest().equals(ProgressJournal.digest(statement))) {
      throw interrupted(
          statement, "this statement was changed, and an earlier run sent: " + entry.statement());
    }
    return entry.done() ? passOver(statement) : redo(ordinal, statement);
  }

  private Verdict begin(int ordinal, Statement statement) {
    if (session.transaction() == TransactionState.IDLE) {
      blockStart = ordinal;
    }
    journal.begin(ordinal, statement);
    return Verdict.SEND;
  }

  /// What it set in the session that is gone, it sets again.
  private Verdict passOver(Statement statement) {
    if (Redo.isBoundToSession(statement.text())) {
      throw interrupted(statement, "this statement made something that ended with its session");
    }
    return Redo.isSetting(statement.text()) ? Verdict.SEND_AGAIN : Verdict.SKIP;
  }

  private Verdict redo(int ordinal, Statement statement) {
    return switch (Redo.of(statement.text())) {
      case Redo.Again _ -> begin(ordinal, statement);
      case Redo.Unknown _ ->
          throw interrupted(statement, "nobody knows whether this statement took effect");
      case Redo.BuildIndex index -> {
        if (clean(index, statement) == IndexRebuild.State.ABSENT) {
          yield begin(ordinal, statement);
        }
        journal.done(ordinal);
        yield Verdict.SKIP;
      }
    };
  }

  private IndexRebuild.State clean(Redo.BuildIndex index, Statement statement) {
    try {
      return IndexRebuild.clean(session, index);
    } catch (SQLException e) {
      throw Failures.ofStatement(step, file, statement, java.util.Optional.empty(), e);
    }
  }

  /// A statement that the server refused had no effect, nor had those before it in its transaction;
  /// except for those that commit in their course.
  private void failed(Statement statement, SQLException failure) {
    if (SqlStates.isConnectionLost(failure.getSQLState()) || session.isClosed()) {
      return;
    }
    session.rollBack();
    if (Redo.commitsInside(statement.text())) {
      return;
    }
    try {
      if (Redo.of(statement.text()) instanceof Redo.BuildIndex index) {
        IndexRebuild.clean(session, index);
      }
      journal.undone(blockStart);
    } catch (SQLException | RevisorException e) {
      failure.addSuppressed(e);
    }
  }

  private RevisorException interrupted(Statement statement, String why) {
    var failure =
        RevisorException.of(
            Reason.InterruptedRevision,
            "revision "
                + step.revision()
                + " broke off half way in an earlier run and cannot go on by itself: "
                + why);
    var position = statement.position();
    return failure.with(
        failure
            .error()
            .withStatement(ShownStatement.of(statement))
            .withHint("look at the database, then say with 'revisor repair' how to go on")
            .at(file, position.line(), position.column())
            .during(step.revision(), step.direction().word()));
  }
}
