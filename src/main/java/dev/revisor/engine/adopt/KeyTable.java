package dev.revisor.engine.adopt;

import dev.revisor.engine.database.SqlText;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A table that says of each version by itself that it is applied; the query gives one a row.
///
/// @param name its usual name
record KeyTable(String name, SqlText query) implements ToolTable {
  /// `schema_migrations(version varchar)`: a row an applied version, as its file's name has it.
  static final KeyTable DBMATE =
      new KeyTable("schema_migrations", SqlText.of(KeyTable.class, "dbmate.sql"));

  /// `goose_db_version(id, version_id, is_applied, tstamp)`: the last row of a version counts,
  /// version 0 is the table's own. Newer gooses delete the rows of what they take back.
  static final KeyTable GOOSE =
      new KeyTable("goose_db_version", SqlText.of(KeyTable.class, "goose.sql"));

  @Override
  public Applied read(Statement statement, String table, List<ForeignMigration> migrations)
      throws SQLException {
    var keys = new ArrayList<String>();
    try (var rows = statement.executeQuery(query.with("table", table).toString())) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return new Applied.Keys(table, keys, List.of());
  }
}
