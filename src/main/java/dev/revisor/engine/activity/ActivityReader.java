package dev.revisor.engine.activity;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.lint.Activity;
import dev.revisor.lint.sql.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Reads the sizes of tables and how often they change, as the server keeps them.
public final class ActivityReader {
  private static final SqlText TABLES = SqlText.of(ActivityReader.class, "tables.sql");

  private ActivityReader() {}

  /// Of all tables but the system's, by name with schema.
  ///
  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  public static Map<Name, Activity> read(Connection connection) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES.toString())) {
      var tables = new HashMap<Name, Activity>();
      while (rows.next()) {
        tables.put(
            new Name(rows.getString(1), rows.getString(2)),
            new Activity(rows.getLong(3), rows.getLong(4), rows.getLong(5)));
      }
      return tables;
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the sizes of tables");
    }
  }
}
