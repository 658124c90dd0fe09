package dev.revisor.engine.history;

import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Makes the tables that are missing. Safe while others do the same: a lock of its own, until the
/// transaction ends, keeps them apart (runs of other version tables do not share the run lock).
public final class Layout {
  /// Any number will do as long as all agree: the first eight bytes of SHA-256 of `revisor.layout`.
  private static final long LOCK = RunLock.of(VersionTable.parse("revisor.layout")).key();

  private static final SqlText SCHEMAS = SqlText.of(Layout.class, "schemas.sql");
  private static final SqlText SCHEMA = SqlText.of(Layout.class, "schema.sql");
  private static final SqlText VERSION_TABLE = SqlText.of(Layout.class, "version_table.sql");
  private static final String TABLES = SqlText.of(Layout.class, "layout.sql").toString();
  private static final Identifier REVISOR = new Identifier("revisor");

  private Layout() {}

  /// Makes what is missing, in a transaction of its own, and returns whether anything was.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InsufficientPrivilege and others
  public static Change ensure(Connection connection, VersionTable table) {
    try {
      var facts = FactsQuery.run(connection, table);
      if (facts.versionTable() != Access.ABSENT && facts.history() != Access.ABSENT) {
        return Change.NONE;
      }
      create(connection, table, facts);
      return Change.CREATED;
    } catch (SQLException e) {
      var failure = SqlStates.toException(e, "cannot make the tables of the schema revisor");
      throw failure.reason() == Reason.InsufficientPrivilege
          ? failure.withHint(
              "let a role that may create schemas run 'revisor ensure-version --role OWNER'")
          : failure;
    }
  }

  /// Whether tables were made.
  public enum Change {
    NONE,
    CREATED
  }

  private static void create(Connection connection, VersionTable table, FactsQuery facts)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("BEGIN; SELECT pg_advisory_xact_lock(" + LOCK + ")");
      try {
        var missing = new ArrayList<String>();
        var row =
            statement.executeQuery(
                SCHEMAS.with("schema", Literal.of(table.schema().quoted())).toString());
        row.next();
        if (!row.getBoolean(1)) {
          missing.add(SCHEMA.with("schema", REVISOR.quoted()).toString());
        }
        if (!row.getBoolean(2) && !table.schema().equals(REVISOR)) {
          missing.add(SCHEMA.with("schema", table.schema().quoted()).toString());
        }
        if (facts.history() == Access.ABSENT) {
          missing.add(TABLES);
        }
        if (facts.versionTable() == Access.ABSENT) {
          missing.add(versionTable(table));
        }
        missing.add("COMMIT");
        statement.execute(String.join("\n", missing));
      } catch (SQLException e) {
        statement.execute("ROLLBACK");
        throw e;
      }
    }
  }

  /// The statements that make what is missing, whatever is there, for a script that is run later.
  public static List<String> offline(VersionTable table) {
    var statements = new ArrayList<String>();
    statements.add("SELECT pg_advisory_xact_lock(" + LOCK + ");");
    statements.add(SCHEMA.with("schema", REVISOR.quoted()).toString());
    if (!table.schema().equals(REVISOR)) {
      statements.add(SCHEMA.with("schema", table.schema().quoted()).toString());
    }
    statements.add(TABLES);
    statements.add(versionTable(table));
    return statements;
  }

  /// The statement that makes a version table.
  public static String versionTable(VersionTable table) {
    var name = table.table().name();
    var cut = name.codePointCount(0, name.length()) > 59 ? name.substring(0, 40) : name;
    return VERSION_TABLE
        .with("versionTable", table.quoted())
        .with("constraint", new Identifier(cut + "_pkc").quoted())
        .toString();
  }
}
