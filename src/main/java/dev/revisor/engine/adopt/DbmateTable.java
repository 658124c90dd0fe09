package dev.revisor.engine.adopt;

import dev.revisor.engine.database.SqlText;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// `schema_migrations(version varchar)`: a row an applied version, as its file's name has it.
final class DbmateTable implements ToolTable {
  private static final SqlText QUERY = SqlText.of(DbmateTable.class, "dbmate.sql");

  @Override
  public String name() {
    return "schema_migrations";
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
