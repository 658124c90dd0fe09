package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.catalog.CatalogTrace;
import dev.revisor.schema.Selection.Owners;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.schema.diff.Drift;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One database, altered by hand in each way that there is: every alteration is seen and named.
class InjectedDriftIT {
  private static final Selection ALL =
      Selection.of(List.of("*"), List.of()).withOwners(Owners.COMPARED);

  private static TestDatabase base;
  private static Catalog before;

  /// An alteration, and how the first change it is seen as begins.
  record Injected(String sql, String message) {
    @Override
    public String toString() {
      return sql;
    }
  }

  @BeforeAll
  static void makeTheBase() throws IOException, SQLException {
    base = PostgresServer.newDatabase();
    makeTheRole();
    base.execute(resource("base.sql"));
    before = read(base);
  }

  /// Other databases of the server may have it in use already.
  static void makeTheRole() {
    new TestDatabase("postgres")
        .execute(
            """
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'drifter') THEN
                CREATE ROLE drifter;
              END IF;
            END $$""");
  }

  static Stream<Injected> drifts() throws IOException {
    return resource("drift.txt")
        .lines()
        .map(line -> line.split(" => ", 2))
        .map(parts -> new Injected(parts[0], parts[1]));
  }

  @ParameterizedTest
  @MethodSource("drifts")
  void isSeenAndNamed(Injected injected) throws SQLException {
    var copy = new TestDatabase(base.name() + "_copy");
    var server = new TestDatabase("postgres");
    server.execute("CREATE DATABASE " + copy.name() + " TEMPLATE " + base.name());
    try {
      var trace = trace(copy);
      copy.execute(injected.sql());
      assertThat(trace(copy)).isNotEqualTo(trace);
      var after = read(copy);
      assertThat(Drift.between(before, after).lines())
          .anyMatch(line -> told(line, injected.message()))
          .allMatch(line -> line.matches("[a-z -]+ \\S.*: .*(added|dropped|changed) by hand.*"));
      assertThat(CatalogDiff.changes(before, after))
          .extracting(Change::described)
          .anyMatch(message -> message.startsWith(injected.message()))
          .hasSizeLessThanOrEqualTo(6);
    } finally {
      server.execute("DROP DATABASE " + copy.name());
      server.execute("DROP OWNED BY drifter");
    }
  }

  /// Whether a line for people names what a change does: `public.things.note` as `table
  /// public.things: column note`.
  private static boolean told(String line, String message) {
    var words = message.split(" (?=added|removed|altered)")[0];
    var path = words.substring(words.lastIndexOf(' ') + 1);
    var dot = path.lastIndexOf('.');
    return line.contains(words + ": ")
        || dot > 0
            && line.contains(" " + path.substring(0, dot) + ": ")
            && line.contains(" " + path.substring(dot + 1) + " ");
  }

  @Test
  void columnOrderIsNoDrift() throws SQLException {
    var left = PostgresServer.newDatabase();
    var right = PostgresServer.newDatabase();
    left.execute("CREATE TABLE t (a int, b int)");
    right.execute("CREATE TABLE t (b int, a int)");
    assertThat(CatalogDiff.changes(read(left), read(right))).isEmpty();
    assertThat(CanonicalText.fingerprint(read(left)))
        .isEqualTo(CanonicalText.fingerprint(read(right)));
  }

  @Test
  void whatTheServerNotesOfColumnsForItselfIsNoDrift() throws SQLException {
    var left = PostgresServer.newDatabase();
    var right = PostgresServer.newDatabase();
    left.execute("CREATE TABLE t (a int); ALTER TABLE t ALTER a SET (n_distinct = 5)");
    right.execute(
        "CREATE TABLE t (a int); UPDATE pg_attribute SET attoptions = '{pg_attver=7,n_distinct=5}'"
            + " WHERE attrelid = 't'::regclass AND attname = 'a'");
    assertThat(CatalogDiff.changes(read(left), read(right))).isEmpty();
  }

  @Test
  void whatIsNoChangeOfTheSchemaLeavesTheTrace() throws SQLException {
    var database = PostgresServer.newDatabase();
    database.execute("CREATE TABLE t (id serial PRIMARY KEY, a int)");
    var trace = trace(database);
    database.execute(
        "INSERT INTO t (a) SELECT generate_series(1, 1000); UPDATE t SET a = 2; ANALYZE;"
            + " CREATE TEMPORARY TABLE gone (a int); DROP TABLE gone");
    assertThat(trace(database)).isEqualTo(trace);
  }

  private static String trace(TestDatabase database) throws SQLException {
    try (var connection = database.connect()) {
      return CatalogTrace.of(connection);
    }
  }

  @Test
  void whatExtensionsMadeIsLeftAlone() throws SQLException {
    var database = PostgresServer.newDatabase();
    database.execute(
        "CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist");
    assertThat(read(database).objects().keySet())
        .extracting(ObjectId::described)
        .containsExactly(
            "extension btree_gist", "extension hstore", "extension pg_trgm", "schema public");
  }

  private static Catalog read(TestDatabase database) throws SQLException {
    try (var connection = database.connect()) {
      return CatalogReader.read(connection, ALL);
    }
  }

  static String resource(String name) throws IOException {
    try (var in = InjectedDriftIT.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
