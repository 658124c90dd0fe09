package dev.revisor.engine.adopt;

import java.util.function.Supplier;

/// The tools whose projects can be adopted.
public enum Tool {
  ALEMBIC("alembic", AlembicProject::new, new SharedTable()),
  FLYWAY("flyway", FlywayProject::new, new FlywayTable()),
  LIQUIBASE("liquibase", LiquibaseProject::new, new LiquibaseTable()),
  GOOSE("goose", GooseProject::new, KeyTable.GOOSE),
  DBMATE("dbmate", DbmateProject::new, KeyTable.DBMATE),
  GOLANG_MIGRATE("golang-migrate", GolangMigrateProject::new, new GolangMigrateTable());

  private final String spelling;
  private final Supplier<ProjectReader> reader;
  private final ToolTable table;

  Tool(String spelling, Supplier<ProjectReader> reader, ToolTable table) {
    this.spelling = spelling;
    this.reader = reader;
    this.table = table;
  }

  /// Reads the project in a folder.
  public Project read(Order order) {
    return reader.get().read(order);
  }

  /// Where the tool keeps what is applied.
  ToolTable table() {
    return table;
  }

  /// Whether its own version table stays in use, being of the same form as ours.
  public boolean sharesItsTable() {
    return this == ALEMBIC;
  }

  /// As it is written on the command line.
  @Override
  public String toString() {
    return spelling;
  }
}
