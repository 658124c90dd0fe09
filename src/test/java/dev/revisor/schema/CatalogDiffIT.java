package dev.revisor.schema;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pair of schemas: the statements between them make the one of the other on a real server,
/// both ways, and leave the rows.
class CatalogDiffIT {
  private static TwoDatabases databases;

  @BeforeAll
  static void makeDatabases() {
    databases = TwoDatabases.made();
  }

  static List<SchemaPairs> pairs() {
    return SchemaPairs.all();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromEachToTheOtherAndBackAndKeepsRows(SchemaPairs pair) {
    databases.leadToEachOther(pair);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromNothingToTheNewOneAndBack(SchemaPairs pair) {
    databases.leadFromNothing(pair);
  }
}
