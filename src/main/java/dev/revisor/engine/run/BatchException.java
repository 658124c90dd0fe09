package dev.revisor.engine.run;

import java.sql.SQLException;

/// One of several statements that were sent together failed.
final class BatchException extends Exception {
  private static final long serialVersionUID = 1;

  private final int completed;
  private final SQLException sql;

  BatchException(SQLException cause, int completed) {
    super(cause);
    this.sql = cause;
    this.completed = completed;
  }

  /// How many statements before it were done: the index of the one that failed.
  int completed() {
    return completed;
  }

  SQLException sql() {
    return sql;
  }
}
