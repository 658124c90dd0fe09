package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.CommandParser;
import dev.revisor.script.Lexemes;
import dev.revisor.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tables a statement locks, held against a real server.
class LockTruthIT {
  private static final TestDatabase DATABASE = TruthTables.newDatabase();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD x integer",
        "ALTER TABLE t DROP b",
        "ALTER TABLE t ALTER a TYPE bigint",
        "ALTER TABLE t ALTER a SET NOT NULL",
        "ALTER TABLE t ALTER id DROP DEFAULT",
        "ALTER TABLE t RENAME a TO c",
        "ALTER TABLE t RENAME TO w",
        "ALTER TABLE t SET SCHEMA other",
        "ALTER TABLE t ADD CHECK (a > 0) NOT VALID",
        "ALTER TABLE t VALIDATE CONSTRAINT known",
        "ALTER TABLE t ADD UNIQUE (a)",
        "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t",
        "ALTER TABLE t DROP CONSTRAINT known",
        "ALTER TABLE t SET (fillfactor = 50)",
        "ALTER TABLE t ALTER a SET STATISTICS 50",
        "ALTER TABLE t CLUSTER ON t_a",
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE t DISABLE TRIGGER ALL",
        "ALTER TABLE t SET UNLOGGED",
        "CREATE INDEX ON t (b)",
        "DROP INDEX t_a",
        "REINDEX TABLE t",
        "REINDEX INDEX t_a",
        "CLUSTER t USING t_a",
        "TRUNCATE u",
        "LOCK TABLE u",
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION fires()",
        "CREATE TABLE fresh (t_id integer REFERENCES t)",
        "DROP TABLE u",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
        "CREATE TABLE heir (x integer) INHERITS (t)",
        "ALTER TABLE p ATTACH PARTITION q FOR VALUES IN (2)",
        "ALTER TABLE p DETACH PARTITION p0",
      })
  void theServerLocksWhatIsSaidToBeLocked(String sql) throws SQLException {
    var command = CommandParser.parse(sql, Lexemes.of(sql, 100));
    var known = known();
    var said = new TreeSet<String>();
    Locks.of(command, known).forEach((table, mode) -> said.add(table.local() + " " + mode.words()));
    assertThat(said).as(sql).isEqualTo(locked(sql));
  }

  private static Known known() {
    var known = new Known();
    new Lints()
        .revision("r1", "", "-- revisor:upgrade\n" + TruthTables.SQL)
        .commands("r1")
        .forEach(known::apply);
    return known;
  }

  /// The strongest lock of each table, of those that stop writers or other changes.
  private static Set<String> locked(String sql) throws SQLException {
    try (var connection = DATABASE.connect()) {
      connection.setAutoCommit(false);
      var names = names(connection);
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
        var held = new TreeSet<String>();
        try (var rows =
            statement.executeQuery(
                """
                SELECT relation, mode FROM pg_locks
                WHERE pid = pg_backend_pid() AND locktype = 'relation'
                """)) {
          while (rows.next()) {
            var name = names.get(rows.getLong(1));
            if (name != null) {
              strongest(held, name, rows.getString(2));
            }
          }
        }
        connection.rollback();
        return held;
      }
    }
  }

  private static void strongest(Set<String> held, String table, String mode) {
    var words = mode.replaceAll("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase();
    var order = Stream.of(Locks.Mode.values()).map(Locks.Mode::words).toList();
    if (!order.contains(words)) {
      return;
    }
    var before =
        order.stream().filter(each -> held.contains(table + " " + each)).findFirst().orElse("");
    if (order.indexOf(before) < order.indexOf(words)) {
      held.remove(table + " " + before);
      held.add(table + " " + words);
    }
  }

  private static Map<Long, String> names(Connection connection) throws SQLException {
    var names = new java.util.HashMap<Long, String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT oid, relname FROM pg_class WHERE relname IN ('t', 'u', 'p', 'q', 'p0')")) {
      while (rows.next()) {
        names.put(rows.getLong(1), rows.getString(2));
      }
    }
    return names;
  }
}
