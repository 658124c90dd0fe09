package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Drift;
import dev.revisor.support.DebianServer;
import dev.revisor.support.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every extension that Debian packages for a server: what it made is left alone, whatever it is,
/// and schemas that stand on it lead to each other.
class ExtensionsIT {
  private static final TestDatabase ONE = DebianServer.newDatabase();
  private static final TestDatabase OTHER = DebianServer.newDatabase();
  private static final List<String> UNMADE = new ArrayList<>();

  // PostGIS takes it ill when it is made anew in a session that knew it before
  private final TwoDatabases databases = TwoDatabases.of(ONE, OTHER);

  @AfterEach
  void disconnect() {
    databases.close();
  }

  static List<String> extensions() {
    return DebianServer.firstDatabase()
        .list("SELECT name FROM pg_available_extensions WHERE name <> 'plpgsql' ORDER BY 1");
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void leavesAloneWhatAnExtensionMade(String extension) {
    var one = databases.one();
    var other = databases.other();
    var nothing = databases.nothing();
    other.become("");
    if (!other.tries("CREATE EXTENSION \"" + extension + "\" CASCADE")) {
      UNMADE.add(extension);
      return;
    }
    one.become("");

    var with = other.read();

    assertThat(Drift.between(nothing, with).lines())
        .contains("extension %s: added by hand".formatted(quoted(extension)))
        .allMatch(line -> line.matches("(extension|schema) \\S+: added by hand"));
    for (var way : List.of(List.of(nothing, with), List.of(with, nothing))) {
      CatalogDiff.between(way.getFirst(), way.getLast(), Manner.ONLINE).parts().forEach(one::run);
      assertThat(CatalogDiff.changes(one.read(), way.getLast())).isEmpty();
    }
  }

  /// Some want the server to have loaded their library, or files in a fixed place.
  @AfterAll
  static void makesNearlyAllOfThem() {
    assertThat(UNMADE).hasSizeLessThan(5).doesNotContain("postgis", "pg_trgm", "pgcrypto");
    System.out.println("extensions that cannot be made here: " + UNMADE);
  }

  private static String quoted(String extension) {
    return extension.matches("[a-z0-9_]+") ? extension : "\"" + extension + "\"";
  }

  static List<SchemaPairs> pairs() {
    return SchemaPairs.in("extensions.pairs");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsBetweenSchemasThatStandOnExtensions(SchemaPairs pair) {
    databases.leadToEachOther(pair);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromNothingToOneThatStandsOnExtensions(SchemaPairs pair) {
    databases.leadFromNothing(pair);
  }
}
