package dev.revisor.engine.adopt;

import dev.revisor.engine.database.SqlText;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// `schema_migrations(version bigint, dirty boolean)`: one row with the last version, which all
/// before it were applied for. A dirty one broke off half way.
final class GolangMigrateTable implements ToolTable {
  private static final SqlText QUERY = SqlText.of(GolangMigrateTable.class, "golang_migrate.sql");

  @Override
  public String name() {
    return "schema_migrations";
  }

  @Override
  public Applied read(Statement statement, String table, List<ForeignMigration> migrations)
      throws SQLException {
    try (var rows = statement.executeQuery(QUERY.with("table", table).toString())) {
      if (!rows.next() || rows.getLong(1) < 0) {
        return new Applied.Keys(table, List.of(), List.of());
      }
      var version = rows.getString(1);
      if (rows.getBoolean(2)) {
        return new Applied.Refused(
            "says that version %s is dirty: golang-migrate broke off in it; mend the database, then 'migrate force VERSION' and import again"
                .formatted(version));
      }
      var number = new BigInteger(version);
      var keys =
          migrations.stream()
              .map(ForeignMigration::key)
              .filter(key -> new BigInteger(key).compareTo(number) < 0);
      return new Applied.Keys(table, Stream.concat(keys, Stream.of(version)).toList(), List.of());
    }
  }
}
