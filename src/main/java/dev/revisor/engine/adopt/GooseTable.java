package dev.revisor.engine.adopt;

import dev.revisor.engine.database.SqlText;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// `goose_db_version(id, version_id, is_applied, tstamp)`: the last row of a version counts,
/// version 0 is the table's own. Newer gooses delete the rows of what they take back.
final class GooseTable implements ToolTable {
  private static final SqlText QUERY = SqlText.of(GooseTable.class, "goose.sql");

  @Override
  public String name() {
    return "goose_db_version";
  }

  @Override
  public Applied read(Statement statement, String table, List<ForeignMigration> migrations)
      throws SQLException {
    var keys = new ArrayList<String>();
    try (var rows = statement.executeQuery(QUERY.with("table", table).toString())) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return new Applied.Keys(table, keys, List.of());
  }
}
