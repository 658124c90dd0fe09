package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.schema.Selection.Owners;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.schema.diff.Difference;
import dev.revisor.schema.diff.Vicinity;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is around a difference is enough to prove the way over it, both ways: each alteration of
/// the base that [InjectedDriftIT] knows, and pairs of partitioned tables, on a copy of the
/// vicinity.
class VicinityIT {
  private static final Selection ALL =
      Selection.of(List.of("*"), List.of()).withOwners(Owners.COMPARED);

  private static final Pattern FAMILIES =
      Pattern.compile(
          "some partitions lack|incomplete|takes the name|keeps its own|equal|that refer|beside its|partition's own|child's own|part of|comes whose");

  private static TestDatabase base;
  private static Catalog before;
  private static int objects;
  private static int near;

  @BeforeAll
  static void makeTheBase() throws IOException, SQLException {
    InjectedDriftIT.makeTheRole();
    base = PostgresServer.newDatabase();
    base.execute(InjectedDriftIT.resource("base.sql"));
    before = read(base);
  }

  @AfterAll
  static void isLessThanEverything() {
    assertThat(near).isLessThan(objects / 2);
    System.out.printf("%d of %d objects were near%n", near, objects);
  }

  static Stream<String> drifts() throws IOException {
    return InjectedDriftIT.drifts().map(InjectedDriftIT.Injected::sql);
  }

  @ParameterizedTest
  @MethodSource("drifts")
  void isEnoughForTheProof(String drift) throws SQLException {
    var copy = new TestDatabase(base.name() + "_near");
    var server = new TestDatabase("postgres");
    server.execute("CREATE DATABASE " + copy.name() + " TEMPLATE " + base.name());
    try {
      copy.execute(drift);
      var after = read(copy);
      objects += before.objects().size();
      near += Vicinity.of(before, after).in(before).objects().size();
      prove(base, before, after);
    } finally {
      server.execute("DROP DATABASE " + copy.name());
    }
  }

  static Stream<SchemaPairs> families() {
    return SchemaPairs.in("partitions.pairs").stream()
        .filter(pair -> FAMILIES.matcher(pair.name()).find());
  }

  @ParameterizedTest
  @MethodSource("families")
  void isEnoughWherePartitionsAndChildrenHaveTheirOwn(SchemaPairs pair) throws SQLException {
    var old = PostgresServer.newDatabase();
    var wanted = PostgresServer.newDatabase();
    old.execute(pair.before());
    wanted.execute(pair.after());
    prove(old, read(old), read(wanted));
  }

  private static void prove(TestDatabase original, Catalog before, Catalog after)
      throws SQLException {
    var vicinity = Vicinity.of(before, after);
    var small = PostgresServer.newDatabase();
    var whole = new TestDatabase(original.name() + "_whole");
    var server = new TestDatabase("postgres");
    server.execute("CREATE DATABASE " + whole.name() + " TEMPLATE " + original.name());
    try {
      run(small, CatalogDiff.between(read(small), vicinity.in(before), Manner.PLAIN));
      assertThat(described(read(small), vicinity.in(before))).as("the copy").isEmpty();
      for (var copy : List.of(small, whole)) {
        run(copy, CatalogDiff.between(before, after, Manner.ONLINE));
      }
      assertThat(described(read(small), vicinity.in(after)))
          .as("up")
          .isEqualTo(described(read(whole), after));
      for (var copy : List.of(small, whole)) {
        run(copy, CatalogDiff.between(after, before, Manner.PLAIN));
      }
      assertThat(described(read(small), vicinity.in(before)))
          .as("down")
          .isEqualTo(described(read(whole), before));
    } finally {
      server.execute("DROP DATABASE " + whole.name());
    }
  }

  private static List<String> described(Catalog left, Catalog right) {
    return CatalogDiff.changes(left, right).stream().map(Change::described).toList();
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
        for (var sql : part.statements()) {
          try {
            statement.execute(sql);
          } catch (SQLException e) {
            throw new AssertionError(e.getMessage() + "\n" + difference.sql(), e);
          }
        }
      }
    }
  }
}
