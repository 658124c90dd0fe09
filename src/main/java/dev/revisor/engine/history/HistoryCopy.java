package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.revision.RevisionId;
import java.sql.Connection;
import java.sql.SQLException;

/// Makes another database count as being where one is: version rows, what is recorded of applied
/// revisions, how far a broken one came. Both must have the tables; see [Layout].
public final class HistoryCopy {
  private static final SqlText READ = SqlText.of(HistoryCopy.class, "copy_read.sql");
  private static final SqlText WRITE = SqlText.of(HistoryCopy.class, "copy_write.sql");

  private HistoryCopy() {}

  /// @param state of the database that is copied, as read
  public static void copy(Connection from, DatabaseState state, Connection to, VersionTable table) {
    try {
      var recorded = state.history() == DatabaseState.History.READ;
      var revisions = recorded ? recorded(from, "revision", table) : "[]";
      var progress = recorded ? recorded(from, "progress", table) : "[]";
      var sql =
          WRITE
              .with("table", table.quoted())
              .with("versionTable", Literal.of(table.toString()))
              .with(
                  "rows",
                  Literal.array(state.versionRows().stream().map(RevisionId::value).toList()))
              .with("revisions", Literal.of(revisions))
              .with("progress", Literal.of(progress))
              .toString();
      try (var statement = to.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot copy what is recorded of applied revisions");
    }
  }

  private static String recorded(Connection from, String name, VersionTable table)
      throws SQLException {
    return one(
        from,
        READ.with("table", "revisor." + name)
            .with("versionTable", Literal.of(table.toString()))
            .toString());
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
