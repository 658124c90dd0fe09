package dev.revisor.engine.history;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Whether tables are there and the role may read them.
enum Access {
  ABSENT,
  READABLE,
  DENIED;

  /// From a boolean that is null when there is no such table.
  static Access read(ResultSet row, int column) throws SQLException {
    var readable = row.getBoolean(column);
    return row.wasNull() ? ABSENT : readable ? READABLE : DENIED;
  }

  DatabaseState.History toHistory() {
    return switch (this) {
      case ABSENT -> DatabaseState.History.ABSENT;
      case READABLE -> DatabaseState.History.READ;
      case DENIED -> DatabaseState.History.DENIED;
    };
  }
}
