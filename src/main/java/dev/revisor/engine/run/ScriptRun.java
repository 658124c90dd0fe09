package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Step;
import dev.revisor.script.CopyData;
import dev.revisor.script.Position;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementKind;
import dev.revisor.script.StatementReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads the statements of a section, and has them sent to the server.
final class ScriptRun {
  /// How the server says where in the data a COPY failed: `COPY t, line 3, column …`.
  private static final Pattern COPY_LINE = Pattern.compile("^COPY .*?, line (\\d+)");

  private final RunContext context;

  ScriptRun(RunContext context) {
    this.context = context;
  }

  /// Gets the statements of a section in their order.
  interface Sender {
    /// Sends it, or keeps it until a later one or the end comes.
    ///
    /// @param ordinal of the statement in its section, from 1
    /// @param data of a `COPY … FROM stdin`, to be read before this returns
    void send(int ordinal, Statement statement, Supplier<CopyData> data)
        throws StatementException, IOException;
  }

  /// @throws RevisorException for a statement that fails, a stop, a script that cannot be read
  void run(Step step, StepScript script, Sender sender) {
    try (var reader = script.text().open()) {
      var statements = StatementReader.of(reader, script.section(), context.request().variables());
      var ordinal = 0;
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        context.refuseToGoOnWhenStopped();
        sender.send(++ordinal, next.get(), statements::data);
      }
    } catch (StatementException e) {
      throw failure(step, script, e);
    } catch (ScriptException e) {
      throw Failures.ofScript(Reason.InvalidScript, step, script.file(), e.problems());
    } catch (IOException e) {
      throw Failures.during(step, StepScripts.unreadable(script.file(), e));
    }
  }

  /// What is said of a statement that failed.
  RevisorException failure(Step step, StepScript script, StatementException e) {
    var failure = Failures.ofStatement(step, script.file(), e.statement(), e.place(), e.sql());
    if (context.stop().isRequested()) {
      return Failures.terminatedAt(failure);
    }
    var limit = context.options().statementTimeout();
    return SqlStates.isCancelled(e.sql().getSQLState()) && !limit.isZero()
        ? failure.withHint(
            "statementTimeout gives a statement " + limit.toMillis() + " ms; 0 is no limit")
        : failure;
  }

  /// Sends a statement and waits for its end.
  static void sendAlone(Session session, Statement statement, Supplier<CopyData> data)
      throws StatementException, IOException {
    if (statement.kind() == StatementKind.COPY_FROM_STDIN) {
      copy(session, statement, data.get());
      return;
    }
    try {
      session.execute(statement.text());
    } catch (SQLException e) {
      throw new StatementException(statement, e);
    }
  }

  private static void copy(Session session, Statement statement, CopyData data)
      throws StatementException, IOException {
    try {
      CopyInput.send(data, session.copyIn(statement.text()));
    } catch (SQLException e) {
      throw new StatementException(statement, placeInData(data, e), e);
    }
  }

  private static Optional<Position> placeInData(CopyData data, SQLException e) {
    var server = SqlStates.serverMessage(e);
    if (server == null || server.getWhere() == null) {
      return Optional.empty();
    }
    var line = COPY_LINE.matcher(server.getWhere());
    return line.find()
        ? Optional.of(data.positionOfLine(Long.parseLong(line.group(1))))
        : Optional.empty();
  }
}
