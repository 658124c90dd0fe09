package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunError;
import dev.revisor.plan.Step;
import dev.revisor.script.Position;
import dev.revisor.script.ScriptProblem;
import dev.revisor.script.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// From what went wrong to a failure with its place.
final class Failures {
  private Failures() {}

  /// A statement of a script failed.
  ///
  /// @param place where, when that is known better than from the server's error position
  static RevisorException ofStatement(
      Step step, String file, Statement statement, Optional<Position> place, SQLException cause) {
    var verdict = SqlStates.ofScript(cause);
    var server = SqlStates.serverMessage(cause);
    var position =
        place.orElseGet(
            () ->
                server == null || server.getPosition() <= 0
                    ? statement.position()
                    : statement.positionAt(server.getPosition()));
    var error =
        RunError.of(verdict.fault(), SqlStates.message(cause))
            .withSqlState(cause.getSQLState())
            .withStatement(ShownStatement.of(statement))
            .at(file, position.line(), position.column())
            .during(step.revision(), step.direction().word());
    var hint = server == null ? null : server.getHint();
    return new RevisorException(
        verdict.reason(), hint == null ? error : error.withHint(hint), cause);
  }

  /// Something that a script left for the end of its transaction failed.
  static RevisorException atEnd(Step step, String file, SQLException cause) {
    var verdict = SqlStates.ofScript(cause.getSQLState());
    return new RevisorException(
        verdict.reason(),
        RunError.of(verdict.fault(), "at the end of the revision: " + SqlStates.message(cause))
            .withSqlState(cause.getSQLState())
            .at(file, 0, 0)
            .during(step.revision(), step.direction().word()),
        cause);
  }

  /// The script is not right.
  static RevisorException ofScript(
      Reason reason, Step step, String file, List<ScriptProblem> problems) {
    var first = problems.getFirst();
    var more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
    return new RevisorException(
        reason,
        RunError.of(Fault.USER, first.message() + more)
            .at(file, first.position().line(), first.position().column())
            .during(step.revision(), step.direction().word()));
  }

  /// A statement that begins or ends a transaction, where one is open already.
  static RevisorException boundary(Step step, String file, Statement statement) {
    return new RevisorException(
        Reason.InvalidScript,
        RunError.of(Fault.USER, "the revision's transaction is begun and ended by Revisor")
            .withStatement(ShownStatement.of(statement))
            .withHint("remove the statement, or mark the section with transaction=none")
            .at(file, statement.position().line(), statement.position().column())
            .during(step.revision(), step.direction().word()));
  }

  /// Another failure of a step.
  static RevisorException during(Step step, RevisorException failure) {
    return failure.error().revision() != null
        ? failure
        : failure.with(failure.error().during(step.revision(), step.direction().word()));
  }

  /// A statement that was cancelled because the run was asked to stop.
  static RevisorException terminatedAt(RevisorException failure) {
    var cancelled = failure.error();
    var error =
        new RunError(
            Fault.TRANSIENT,
            terminated().error().message(),
            cancelled.revision(),
            cancelled.direction(),
            cancelled.file(),
            cancelled.line(),
            cancelled.column(),
            cancelled.statement(),
            cancelled.sqlState(),
            null);
    return new RevisorException(Reason.Terminated, error, failure.getCause());
  }

  static RevisorException terminated() {
    return RevisorException.of(Reason.Terminated, "the run was asked to stop");
  }
}
