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
import java.util.regex.Pattern;

/// Sends the statements of a section to the server one by one.
final class ScriptRun {
  /// How the server says where in the data a COPY failed: `COPY t, line 3, column …`.
  private static final Pattern COPY_LINE = Pattern.compile("^COPY .*?, line (\\d+)");

  private final Session session;
  private final RunContext context;

  ScriptRun(Session session, RunContext context) {
    this.session = session;
    this.context = context;
  }

  /// Called around each statement.
  interface Watch {
    /// Says whether it is to be sent.
    ///
    /// @param ordinal of the statement in its section, from 1
    Verdict before(int ordinal, Statement statement);

    /// It went well.
    void after(int ordinal, Statement statement);

    /// The server refused it, or is gone.
    void failed(int ordinal, Statement statement, SQLException failure);

    /// What to do with a statement.
    enum Verdict {
      SEND,
      /// Send it, and do not speak of it.
      SEND_AGAIN,
      SKIP
    }
  }

  /// @throws RevisorException for a statement that fails, a stop, a script that cannot be read
  void run(Step step, StepScript script, Watch watch) {
    try (var reader = script.text().open()) {
      var statements = StatementReader.of(reader, script.section(), context.request().variables());
      var ordinal = 0;
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        context.refuseToGoOnWhenStopped();
        var statement = next.get();
        var verdict = watch.before(++ordinal, statement);
        if (verdict == Watch.Verdict.SKIP) {
          continue;
        }
        try {
          send(statement, statements);
        } catch (SQLException e) {
          watch.failed(ordinal, statement, e);
          throw failure(step, script, statement, statements, e);
        }
        if (verdict == Watch.Verdict.SEND) {
          watch.after(ordinal, statement);
        }
      }
    } catch (ScriptException e) {
      throw Failures.ofScript(Reason.InvalidScript, step, script.file(), e.problems());
    } catch (IOException e) {
      throw Failures.during(step, StepScripts.unreadable(script.file(), e));
    }
  }

  private void send(Statement statement, StatementReader statements)
      throws SQLException, IOException {
    if (statement.kind() == StatementKind.COPY_FROM_STDIN) {
      CopyInput.send(statements.data(), session.copyIn(statement.text()));
    } else {
      session.execute(statement.text());
    }
  }

  private RevisorException failure(
      Step step,
      StepScript script,
      Statement statement,
      StatementReader statements,
      SQLException cause) {
    var place =
        statement.kind() == StatementKind.COPY_FROM_STDIN
            ? placeInData(statements.data(), cause)
            : Optional.<Position>empty();
    var failure = Failures.ofStatement(step, script.file(), statement, place, cause);
    return context.stop().isRequested() ? Failures.terminatedAt(failure) : failure;
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
