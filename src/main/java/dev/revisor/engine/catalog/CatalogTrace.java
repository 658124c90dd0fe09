package dev.revisor.engine.catalog;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import java.sql.Connection;
import java.sql.SQLException;

/// What changes whenever a database's schema does, whatever is looked at of it, for a tenth of what
/// reading the schema costs. The same trace: the same schema. Another trace may be the same schema
/// still: after a restart, or after a table was rewritten.
public final class CatalogTrace {
  private static final SqlText TRACE = SqlText.of(CatalogTrace.class, "trace.sql");

  private CatalogTrace() {}

  /// A query of one text.
  public static String sql() {
    return TRACE.toString();
  }

  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  public static String of(Connection connection) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql())) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot look for changes of the schema");
    }
  }
}
