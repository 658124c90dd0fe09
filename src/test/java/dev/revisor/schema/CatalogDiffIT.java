package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.ddl.Stage.Form;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.schema.diff.Difference;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pair of schemas: the statements between them make the one of the other on a real server,
/// both ways, and leave the rows.
class CatalogDiffIT {
  private static final Selection ALL = Selection.of(List.of("*"), List.of());

  @BeforeAll
  static void makeRoles() {
    new TestDatabase("postgres")
        .execute(
            """
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tester') THEN
                CREATE ROLE tester; CREATE ROLE "Odd Role";
              END IF;
            END $$""");
  }

  static Stream<SchemaPairs> pairs() {
    return Stream.of("tables.pairs", "programs.pairs")
        .flatMap(file -> SchemaPairs.in(file).stream());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromOldToNewAndBack(SchemaPairs pair) throws SQLException {
    var old = database(pair.before());
    var now = database(pair.after());
    check(old, now, Manner.ONLINE, Manner.PLAIN);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromNewToOldAndBack(SchemaPairs pair) throws SQLException {
    var old = database(withoutRows(pair.after()));
    var now = database(withoutRows(pair.before()));
    check(old, now, Manner.PLAIN, Manner.ONLINE);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromNothingToTheNewOne(SchemaPairs pair) throws SQLException {
    check(database(""), database(pair.after()), Manner.ONLINE, Manner.PLAIN);
  }

  private static void check(TestDatabase old, TestDatabase now, Manner up, Manner down)
      throws SQLException {
    var before = read(old);
    var after = read(now);
    var upgrade = CatalogDiff.between(before, after, up);
    assertThat(upgrade.isEmpty()).isEqualTo(before.sameAs(after));
    run(old, upgrade);
    assertThat(described(read(old), after)).as(upgrade.sql()).isEmpty();
    var downgrade = CatalogDiff.between(after, before, down);
    run(old, downgrade);
    assertThat(described(read(old), before)).as(downgrade.sql()).isEmpty();
    assertThat(CanonicalText.parse(CanonicalText.of(after))).isEqualTo(after);
  }

  private static List<String> described(Catalog left, Catalog right) {
    return CatalogDiff.changes(left, right).stream().map(Change::described).toList();
  }

  private static TestDatabase database(String ddl) {
    var database = PostgresServer.newDatabase();
    if (!ddl.isEmpty()) {
      database.execute(ddl);
    }
    return database;
  }

  private static String withoutRows(String ddl) {
    return ddl.replaceAll("(?m)(?<=^|; )INSERT INTO \\w+ (\\([^)]*\\) )?VALUES \\([^;]*;", "");
  }

  private static Catalog read(TestDatabase database) throws SQLException {
    try (var connection = database.connect()) {
      return CatalogReader.read(connection, ALL);
    }
  }

  private static void run(TestDatabase database, Difference difference) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (var part : difference.parts()) {
        connection.setAutoCommit(part.form() == Form.CONCURRENT);
        for (var sql : part.statements()) {
          try {
            statement.execute(sql);
          } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + difference.sql(), e);
          }
        }
        if (part.form() != Form.CONCURRENT) {
          connection.commit();
        }
      }
    }
  }
}
