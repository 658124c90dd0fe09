package dev.revisor.engine.run;

import dev.revisor.script.Position;
import dev.revisor.script.Statement;
import java.sql.SQLException;
import java.util.Optional;

/// The server refused a statement of a script, or was lost while it ran.
final class StatementException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Statement statement;
  private final transient Optional<Position> place;
  private final SQLException sql;

  StatementException(Statement statement, SQLException cause) {
    this(statement, Optional.empty(), cause);
  }

  /// @param place where, when that is known better than from the server's error position
  StatementException(Statement statement, Optional<Position> place, SQLException cause) {
    super(cause);
    this.statement = statement;
    this.place = place;
    this.sql = cause;
  }

  Statement statement() {
    return statement;
  }

  Optional<Position> place() {
    return place;
  }

  SQLException sql() {
    return sql;
  }
}
