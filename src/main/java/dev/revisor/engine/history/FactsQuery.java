package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The first look: which database this is, which tables are there, who holds the lock.
///
/// @param versionTable of the version table
/// @param history of the tables in the schema `revisor`
record FactsQuery(
    ServerFacts server, Access versionTable, Access history, Optional<LockHolder> lockHolder) {
  private static final SqlText FACTS = SqlText.of(FactsQuery.class, "facts.sql");
  private static final String SYSTEM_IDENTIFIER =
      SqlText.of(FactsQuery.class, "system_identifier.sql").toString();

  static FactsQuery run(Connection connection, VersionTable table) throws SQLException {
    try {
      return run(connection, table, SYSTEM_IDENTIFIER);
    } catch (SQLException e) {
      if (SqlStates.isDenied(e.getSQLState())) {
        return run(connection, table, "NULL::text");
      }
      throw e;
    }
  }

  private static FactsQuery run(Connection connection, VersionTable table, String identifier)
      throws SQLException {
    var lock = RunLock.of(table);
    var sql =
        FACTS
            .with("systemIdentifier", identifier)
            .with("schema", Literal.of(table.schema().name()))
            .with("table", Literal.of(table.table().name()))
            .with("classId", Long.toString(lock.classId()))
            .with("objectId", Long.toString(lock.objectId()))
            .toString();
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      var row = statement.executeQuery(sql);
      row.next();
      var other = Columns.text(row, 17);
      if (other.isPresent()) {
        throw RevisorException.of(
                Reason.VersionTableMismatch, table + " is " + other.get() + ", no table")
            .withHint("name a table of its own with versionTable");
      }
      var facts = of(row);
      if (facts.versionTable != Access.ABSENT && !row.getBoolean(16)) {
        throw RevisorException.of(
            Reason.VersionTableMismatch, table + " has no column version_num");
      }
      return facts;
    }
  }

  private static FactsQuery of(ResultSet row) throws SQLException {
    var server =
        new ServerFacts(
            Columns.text(row, 8),
            row.getString(1),
            row.getLong(2),
            row.getString(3),
            row.getInt(4),
            row.getBoolean(5) ? ServerFacts.Recovery.STANDBY : ServerFacts.Recovery.PRIMARY,
            Columns.instant(row, 6),
            row.getString(7));
    return new FactsQuery(server, Access.read(row, 9), Access.read(row, 10), lockHolder(row));
  }

  private static Optional<LockHolder> lockHolder(ResultSet row) throws SQLException {
    var pid = row.getInt(11);
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new LockHolder(
            pid,
            Columns.text(row, 12).orElse("unknown"),
            Columns.text(row, 13),
            Columns.text(row, 14),
            Columns.optionalInstant(row, 15)));
  }
}
