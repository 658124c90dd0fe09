package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import dev.revisor.support.TestDatabase;
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
    new TestDatabase("postgres")
        .execute(
            """
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tester') THEN
                CREATE ROLE tester; CREATE ROLE "Odd Role";
              END IF;
            END $$""");
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
    one.become(pair.before());
    other.become(pair.after());
    if (pair.rows() == SchemaPairs.Rows.SEEDED) {
      one.seed();
      other.seed();
    }
    var before = one.read();
    var after = other.read();
    assertThat(CanonicalText.parse(CanonicalText.of(after))).isEqualTo(after);
    if (pair.ways() == SchemaPairs.Ways.FORWARDS) {
      there(one, new Way(before, after, Manner.ONLINE), pair.lost());
      return;
    }
    thereAndBack(one, new Way(before, after, Manner.ONLINE), pair.lost());
    thereAndBack(other, new Way(after, before, Manner.PLAIN), pair.lost());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromNothingToTheNewOneAndBack(SchemaPairs pair) {
    other.become(pair.after());
    one.become("");
    var way = new Way(nothing, other.read(), Manner.ONLINE);
    thereAndBack(one, way, List.of());
  }

  /// From one schema to another, and back.
  private record Way(Catalog from, Catalog to, Manner manner) {}

  private static void thereAndBack(SchemaDatabase database, Way way, List<String> losses) {
    var rows = database.rows(way.from);
    var chain = there(database, way, losses);
    chain.undoings().forEach(down -> down.parts().forEach(database::run));
    var back = database.read();
    assertThat(described(back, way.from)).as(chain.toString()).isEmpty();
    assertThat(database.rows(back).lostOf(rows, way.to)).as(chain.toString()).isSubsetOf(losses);
  }

  private static GeneratedChain there(SchemaDatabase database, Way way, List<String> losses) {
    var rows = database.rows(way.from);
    var up = CatalogDiff.between(way.from, way.to, way.manner);
    assertThat(up.isEmpty()).isEqualTo(way.from.sameAs(way.to));
    var chain = new GeneratedChain(nothing, way.from);
    var there = way.from;
    for (var part : up.parts()) {
      database.run(part);
      there = database.read();
      chain.add(part, there);
    }
    assertThat(described(there, way.to)).as(up.sql()).isEmpty();
    assertThat(database.rows(there).lostOf(rows, there)).as(up.sql()).isSubsetOf(losses);
    assertThat(way.manner == Manner.ONLINE ? chain.complaints() : List.of())
        .as(chain.toString())
        .isEmpty();
    return chain;
  }

  private static List<String> described(Catalog left, Catalog right) {
    return CatalogDiff.changes(left, right).stream().map(Change::described).toList();
  }
}
