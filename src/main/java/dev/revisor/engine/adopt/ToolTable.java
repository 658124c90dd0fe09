package dev.revisor.engine.adopt;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The table in which a tool keeps what it has applied.
interface ToolTable {
  /// Its usual name.
  String name();

  /// Reads it. What a refusal says is put behind the table's name.
  ///
  /// @param table quoted for a statement
  Applied read(Statement statement, String table, List<ForeignMigration> migrations)
      throws SQLException;
}
