package dev.revisor.engine.run;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Step;
import dev.revisor.script.CopyData;
import dev.revisor.script.Position;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Statement;
import dev.revisor.script.StatementKind;
import dev.revisor.script.StatementReader;
import dev.revisor.script.Variables;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sends the statements of a section to the server one by one.
final class ScriptRun {
  /// How the server says where in the data a COPY failed: `COPY t, line 3, column …`.
  private static final Pattern COPY_LINE = Pattern.compile("^COPY .*?, line (\\d+)");

  private final Session session;
  private final StopSignal stop;
  private final Variables variables;

  ScriptRun(Session session, StopSignal stop, Variables variables) {
    this.session = session;
    this.stop = stop;
    this.variables = variables;
  }

  /// Called around each statement.
  interface Watch {
    /// @param ordinal of the statement in its section, from 1
    void before(int ordinal, Statement statement);

    void after(int ordinal, Statement statement);
  }

  /// @throws RevisorException for a statement that fails, a stop, a script that cannot be read
  void run(Step step, StepScript script, Watch watch) {
    try (var reader = script.text().open()) {
      var statements = StatementReader.of(reader, script.section(), variables);
      var ordinal = 0;
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        if (stop.isRequested()) {
          throw Failures.terminated();
        }
        watch.before(++ordinal, next.get());
        send(step, script, next.get(), statements);
        watch.after(ordinal, next.get());
      }
    } catch (ScriptException e) {
      throw Failures.ofScript(Reason.InvalidScript, step, script.file(), e.problems());
    } catch (IOException e) {
      throw Failures.during(step, StepScripts.unreadable(script.file(), e));
    }
  }

  private void send(Step step, StepScript script, Statement statement, StatementReader statements)
      throws IOException {
    var isCopy = statement.kind() == StatementKind.COPY_FROM_STDIN;
    var place = Optional.<Position>empty();
    try {
      if (isCopy) {
        var data = statements.data();
        try {
          CopyInput.send(data, session.copyIn(statement.text()));
        } catch (SQLException e) {
          place = placeInData(data, e);
          throw e;
        }
      } else {
        session.execute(statement.text());
      }
    } catch (SQLException e) {
      var failure = Failures.ofStatement(step, script.file(), statement, place, e);
      throw stop.isRequested() ? Failures.terminated().with(terminated(failure)) : failure;
    }
  }

  private static dev.revisor.engine.result.RunError terminated(RevisorException failure) {
    var error = failure.error();
    return Failures.terminated()
        .error()
        .withSqlState(error.sqlState())
        .at(String.valueOf(error.file()), error.line(), error.column());
  }

  private static Optional<Position> placeInData(CopyData data, SQLException e) {
    var server = dev.revisor.engine.database.SqlStates.serverMessage(e);
    if (server == null || server.getWhere() == null) {
      return Optional.empty();
    }
    var line = COPY_LINE.matcher(server.getWhere());
    return line.find()
        ? Optional.of(data.positionOfLine(Long.parseLong(line.group(1))))
        : Optional.empty();
  }
}
