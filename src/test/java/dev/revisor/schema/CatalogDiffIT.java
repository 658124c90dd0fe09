package dev.revisor.schema;

import dev.revisor.schema.ddl.Manner;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pair of schemas: the statements between them make the one of the other on a real server,
/// both ways, and leave the rows.
class CatalogDiffIT {
  private static SchemaDatabase one;
  private static SchemaDatabase other;
  private static Catalog nothing;

  @BeforeAll
  static void makeDatabases() {
    one = new SchemaDatabase();
    other = new SchemaDatabase();
    one.become("");
    nothing = one.read();
  }

  static List<SchemaPairs> pairs() {
    return SchemaPairs.all();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromEachToTheOtherAndBackAndKeepsRows(SchemaPairs pair) {
    RoundTrip.between(pair, one, other, nothing);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromNothingToTheNewOneAndBack(SchemaPairs pair) {
    other.become(pair.after());
    one.become("");
    new RoundTrip(one, nothing, nothing, other.read(), Manner.ONLINE).thereAndBack(List.of());
  }
}
