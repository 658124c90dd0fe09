package dev.revisor.engine.history;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.revision.RevisionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From columns to our types.
final class Columns {
  private Columns() {}

  static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /// From milliseconds since 1970.
  static Instant instant(ResultSet row, int column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static Optional<Instant> optionalInstant(ResultSet row, int column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  static List<String> texts(ResultSet row, int column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  static List<RevisionId> ids(ResultSet row, int column) throws SQLException {
    var ids = new ArrayList<RevisionId>();
    for (var text : texts(row, column)) {
      ids.add(id(text, "the schema revisor"));
    }
    return ids;
  }

  static @Nullable List<RevisionId> optionalIds(ResultSet row, int column) throws SQLException {
    return row.getArray(column) == null ? null : ids(row, column);
  }

  /// @throws RevisorException VersionTableMismatch
  static RevisionId id(String text, String where) {
    if (!RevisionId.isValid(text)) {
      throw RevisorException.of(
          Reason.VersionTableMismatch, where + " has '" + text + "', which is no revision id");
    }
    return new RevisionId(text);
  }
}
