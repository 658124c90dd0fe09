package dev.revisor.engine.adopt;

import dev.revisor.engine.database.SqlText;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// `databasechangelog`: a row an applied changeset. Paths in it depend on where Liquibase was run
/// from, so that one fits a changeset when either ends with the other.
final class LiquibaseTable implements ToolTable {
  private static final SqlText QUERY = SqlText.of(LiquibaseTable.class, "liquibase.sql");

  @Override
  public String name() {
    return "databasechangelog";
  }

  @Override
  public Applied read(Statement statement, String table, List<ForeignMigration> migrations)
      throws SQLException {
    var known = migrations.stream().map(ForeignMigration::key).toList();
    var keys = new ArrayList<String>();
    try (var rows = statement.executeQuery(QUERY.with("table", table).toString())) {
      while (rows.next()) {
        var path = rows.getString("filename").replaceFirst("^classpath\\*?:", "");
        var rest = "::" + rows.getString("id") + "::" + rows.getString("author");
        keys.add(
            known.stream()
                .filter(key -> key.endsWith(rest))
                .filter(key -> fits(key.substring(0, key.length() - rest.length()), path))
                .findFirst()
                .orElse(path + rest));
      }
    }
    return new Applied.Keys(table, keys, List.of());
  }

  private static boolean fits(String known, String recorded) {
    var one = "/" + known.replaceFirst("^/+", "");
    var other = "/" + recorded.replaceFirst("^/+", "");
    return one.endsWith(other) || other.endsWith(one);
  }
}
