package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.CommandParser;
import dev.revisor.lint.sql.DataType;
import dev.revisor.lint.sql.TableAction;
import dev.revisor.script.Lexemes;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What rules say of rewriting, checking and locking, held against what a real server does.
class TruthIT {
  private static final TestDatabase DATABASE = PostgresServer.newDatabase();

  private static final String TABLES =
      """
      CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, v varchar(10), n numeric(8,2),
        ts timestamp, CONSTRAINT b_there CHECK (b IS NOT NULL));
      CREATE TABLE u (id integer PRIMARY KEY, t_id integer);
      CREATE INDEX t_a ON t (a);
      CREATE UNIQUE INDEX t_n ON t (n);
      ALTER TABLE t ADD CONSTRAINT known CHECK (a < 1000) NOT VALID;
      CREATE SCHEMA other;
      CREATE TABLE p (k integer) PARTITION BY LIST (k);
      CREATE TABLE p0 PARTITION OF p FOR VALUES IN (0);
      CREATE TABLE q (k integer);
      CREATE FUNCTION quick() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
      CREATE FUNCTION slow() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
      CREATE FUNCTION fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      """;

  /// What the server does to all rows of a table that is there.
  private enum Work {
    REWRITE,
    VERIFY,
    FOREIGN_KEY,
    INDEX
  }

  private static final Map<String, Work> BY_MESSAGE =
      Map.of(
          "rewriting table \"", Work.REWRITE,
          "verifying table \"", Work.VERIFY,
          "validating foreign key constraint", Work.FOREIGN_KEY,
          "building index \"", Work.INDEX);

  private static final Map<String, Work> BY_RULE =
      Map.ofEntries(
          Map.entry("volatile-default", Work.REWRITE),
          Map.entry("generated-or-serial-column-added", Work.REWRITE),
          Map.entry("type-change-rewrite", Work.REWRITE),
          Map.entry("set-not-null", Work.VERIFY),
          Map.entry("check-not-valid-missing", Work.VERIFY),
          Map.entry("fk-not-valid-missing", Work.FOREIGN_KEY),
          Map.entry("index-not-concurrent", Work.INDEX),
          Map.entry("unique-constraint-direct", Work.INDEX),
          Map.entry("primary-key-direct", Work.INDEX),
          Map.entry("exclusion-constraint-added", Work.INDEX));

  @BeforeAll
  static void makeTables() {
    DATABASE.execute(TABLES);
    DATABASE.execute("INSERT INTO t SELECT g, g, 'x', 'v', g, now() FROM generate_series(1, 9) g");
    DATABASE.execute("INSERT INTO u SELECT g, g FROM generate_series(1, 9) g");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE t ADD x integer",
        "ALTER TABLE t ADD x integer NOT NULL DEFAULT 5",
        "ALTER TABLE t ADD x timestamptz DEFAULT now()",
        "ALTER TABLE t ADD x integer DEFAULT quick()",
        "ALTER TABLE t ADD x integer DEFAULT slow()",
        "ALTER TABLE t ADD x uuid DEFAULT gen_random_uuid()",
        "ALTER TABLE t ADD x float DEFAULT random()",
        "ALTER TABLE t ADD x timestamptz DEFAULT clock_timestamp()",
        "ALTER TABLE t ADD x text DEFAULT lower('X')",
        "ALTER TABLE t ADD x serial",
        "ALTER TABLE t ADD x bigint GENERATED ALWAYS AS IDENTITY",
        "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1) STORED",
        "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1) VIRTUAL",
        "ALTER TABLE t ADD x integer GENERATED ALWAYS AS (a + 1)",
        "ALTER TABLE t ADD x integer CHECK (x > 0)",
        "ALTER TABLE u ADD x integer REFERENCES t",
        "ALTER TABLE u ADD x integer DEFAULT 1 REFERENCES t",
        "ALTER TABLE t ADD x integer UNIQUE",
        "ALTER TABLE t ALTER a SET NOT NULL",
        "ALTER TABLE t ALTER b SET NOT NULL",
        "ALTER TABLE t ALTER id SET NOT NULL",
        "ALTER TABLE t ADD CONSTRAINT x NOT NULL a",
        "ALTER TABLE t ADD CONSTRAINT x NOT NULL a NOT VALID",
        "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0)",
        "ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0) NOT VALID",
        "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t",
        "ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES t NOT VALID",
        "ALTER TABLE t ADD UNIQUE (a)",
        "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX t_n",
        "ALTER TABLE t ADD EXCLUDE USING btree (a WITH =)",
        "ALTER TABLE u DROP CONSTRAINT u_pkey, ADD PRIMARY KEY (id)",
        "CREATE INDEX ON t (b)",
        "CREATE UNIQUE INDEX ON t (id, b)",
        "ALTER TABLE t ALTER a TYPE bigint",
        "ALTER TABLE t ALTER v TYPE varchar(20)",
        "ALTER TABLE t ALTER v TYPE text",
        "ALTER TABLE t ALTER v TYPE text USING lower(v)",
        "ALTER TABLE t ALTER v TYPE varchar(5)",
        "ALTER TABLE t ALTER n TYPE numeric(12,2)",
        "ALTER TABLE t ALTER n TYPE numeric(12,3)",
        "SET LOCAL timezone TO 'Europe/Paris'; ALTER TABLE t ALTER ts TYPE timestamptz",
        "SET LOCAL timezone TO 'UTC'; ALTER TABLE t ALTER ts TYPE timestamptz",
        "ALTER TABLE t ALTER a SET DEFAULT slow()",
        "ALTER TABLE t DROP b",
        "CREATE TABLE fresh (id integer REFERENCES t); ALTER TABLE fresh ADD CHECK (id > 0)",
      })
  void theServerDoesWhatIsFound(String sql) throws SQLException {
    assertThat(found(sql)).as(sql).isEqualTo(done(sql));
  }

  /// `fresh` is made by the same revision: what is done to it counts for nothing. Indexes that a
  /// rewriting makes anew are part of it.
  private static Set<Work> done(String sql) throws SQLException {
    var done = EnumSet.noneOf(Work.class);
    for (var message : messages(sql)) {
      BY_MESSAGE.forEach(
          (start, work) -> {
            if (message.startsWith(start) && !message.contains("fresh")) {
              done.add(work);
            }
          });
    }
    if (done.contains(Work.REWRITE)) {
      done.remove(Work.INDEX);
    }
    return done;
  }

  private static List<String> messages(String sql) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL client_min_messages = debug1");
      var messages = new ArrayList<String>();
      for (var each : sql.split("; ", -1)) {
        statement.execute(each);
        for (var warning = statement.getWarnings();
            warning != null;
            warning = warning.getNextWarning()) {
          messages.add(warning.getMessage());
        }
        statement.clearWarnings();
      }
      connection.rollback();
      return messages;
    }
  }

  private static Set<Work> found(String sql) {
    var options = LintOptions.DEFAULTS.withServer(18, Map.of());
    var found = EnumSet.noneOf(Work.class);
    new Lints()
        .with(options)
        .revision("r1", "", "-- revisor:upgrade\n" + TABLES)
        .revision("r2", "r1", "-- revisor:upgrade\n" + sql + ";\n")
        .findings("r2")
        .forEach(
            finding -> {
              var work = BY_RULE.get(finding.rule().id());
              if (work != null) {
                found.add(work);
              }
            });
    return found;
  }

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
        .revision("r1", "", "-- revisor:upgrade\n" + TABLES)
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

  @Test
  void noFunctionSaidNotToBeVolatileIs() {
    var listed = Volatility.NOT_VOLATILE.stream().map(name -> "'" + name + "'").sorted().toList();
    var query =
        "SELECT DISTINCT proname FROM pg_proc WHERE %s proname IN ("
            + String.join(", ", listed)
            + ")";
    assertThat(DATABASE.list(query.formatted("provolatile = 'v' AND"))).isEmpty();
    assertThat(DATABASE.list(query.formatted("")))
        .containsExactlyInAnyOrderElementsOf(Volatility.NOT_VOLATILE);
  }
}
