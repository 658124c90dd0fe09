package dev.revisor.engine.adopt;

import java.sql.Statement;
import java.util.List;

/// A table that is of the form of ours, and is not read to be adopted: it stays the version table.
final class SharedTable implements ToolTable {
  @Override
  public String name() {
    return "alembic_version";
  }

  @Override
  public Applied read(Statement statement, String table, List<ForeignMigration> migrations) {
    return new Applied.Keys(table, List.of(), List.of());
  }
}
