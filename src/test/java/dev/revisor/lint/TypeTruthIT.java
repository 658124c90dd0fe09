package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.CommandParser;
import dev.revisor.lint.sql.DataType;
import dev.revisor.lint.sql.TableAction;
import dev.revisor.script.Lexemes;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which changes of a type keep the rows, held against a real server.
class TypeTruthIT {
  private static final TestDatabase DATABASE = PostgresServer.newDatabase();

  private static final List<String> TYPES =
      List.of(
          "smallint",
          "integer",
          "bigint",
          "numeric",
          "numeric(8,2)",
          "numeric(12,2)",
          "numeric(12,4)",
          "real",
          "double precision",
          "text",
          "varchar",
          "varchar(10)",
          "varchar(20)",
          "char(10)",
          "char(20)",
          "bit(4)",
          "bit varying(4)",
          "bit varying(8)",
          "bit varying",
          "timestamp",
          "timestamp(3)",
          "timestamptz",
          "timestamptz(3)",
          "time",
          "time(3)",
          "timetz",
          "interval",
          "interval(3)",
          "date",
          "cidr",
          "inet",
          "json",
          "jsonb",
          "bytea",
          "uuid",
          "boolean",
          "money",
          "integer[]",
          "text[]",
          "varchar[]",
          "varchar(10)[]",
          "varchar(20)[]");

  private static Stream<String> types() {
    return TYPES.stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aTypeChangeKeepsTheRowsWhenTheServerDoes(String from) throws SQLException {
    var different = new TreeSet<String>();
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var to : TYPES) {
        statement.execute("SET LOCAL timezone = 'Europe/Paris'");
        statement.execute("CREATE TABLE c (c " + from + ")");
        var keeps = keepsRows(statement, to);
        if (keeps != null && keeps != TypeChecks.keepsRows(type(from), type(to))) {
          different.add(from + " to " + to + (keeps ? " keeps" : " rewrites"));
        }
        connection.rollback();
      }
    }
    assertThat(different).isEmpty();
  }

  /// Null where the server has no such cast.
  private static @org.jspecify.annotations.Nullable Boolean keepsRows(
      Statement statement, String to) throws SQLException {
    var before = filenode(statement);
    try {
      statement.execute("ALTER TABLE c ALTER c TYPE " + to);
    } catch (SQLException _) {
      return null;
    }
    return before == filenode(statement);
  }

  private static long filenode(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("SELECT pg_relation_filenode('c')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static DataType type(String text) {
    var sql = "ALTER TABLE c ALTER c TYPE " + text;
    if (CommandParser.parse(sql, Lexemes.of(sql, 100)) instanceof Command.AlterTable alter
        && alter.actions().getFirst() instanceof TableAction.AlterType(_, _, var type, _)) {
      return type;
    }
    throw new AssertionError("not read as a type: " + text);
  }
}
