package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads rows of the table `run`.
final class RunQuery {
  private static final SqlText RUNS = SqlText.of(RunQuery.class, "runs.sql");

  private static final SqlText TABLE = SqlText.of(RunQuery.class, "table_of_run.sql");

  private RunQuery() {}

  static Optional<VersionTable> table(Connection connection, String id) throws SQLException {
    var sql = TABLE.with("id", Literal.of(id)).toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.of(VersionTable.parse(rows.getString(1))) : Optional.empty();
    }
  }

  /// @param condition SQL over the table `r`
  static String sql(VersionTable table, String condition, int limit) {
    return RUNS.with("versionTable", Literal.of(table.toString()))
        .with("condition", condition)
        .with("limit", Integer.toString(limit))
        .toString();
  }

  static List<RunRecord> run(Connection connection, VersionTable table, String condition, int limit)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return rows(statement.executeQuery(sql(table, condition, limit)));
    }
  }

  static List<RunRecord> rows(ResultSet rows) throws SQLException {
    var records = new ArrayList<RunRecord>();
    while (rows.next()) {
      records.add(row(rows));
    }
    return records;
  }

  private static RunRecord row(ResultSet row) throws SQLException {
    return new RunRecord(
        row.getString(1),
        row.getString(2),
        Columns.text(row, 3),
        Columns.text(row, 4),
        row.getString(5),
        Columns.ids(row, 6),
        Columns.ids(row, 7),
        Columns.optionalIds(row, 8),
        Columns.text(row, 9),
        constant(Outcome.class, row.getString(10), Outcome.Failed),
        constant(Reason.class, row.getString(11), Reason.InternalError),
        Columns.instant(row, 12),
        Columns.optionalInstant(row, 13),
        row.getString(14),
        Columns.text(row, 15).map(RunError::parse));
  }

  /// A name that a newer version wrote and that is not known here is `otherwise`.
  private static <E extends Enum<E>> Optional<E> constant(
      Class<E> type, @Nullable String name, E otherwise) {
    if (name == null) {
      return Optional.empty();
    }
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return Optional.of(constant);
      }
    }
    return Optional.of(otherwise);
  }
}
