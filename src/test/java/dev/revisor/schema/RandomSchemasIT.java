package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random schemas, seeded: diff(a, a) is empty; what diff(a, b) says makes b of a, its undoing
/// makes a again, and the rows stay. `-Drevisor.schemas=NUMBER` draws more, `-Drevisor.seed=NUMBER`
/// others.
class RandomSchemasIT {
  private static final long FIRST = Long.getLong("revisor.seed", 0);
  private static final int SCHEMAS = Integer.getInteger("revisor.schemas", 60);

  private static TwoDatabases databases;

  @BeforeAll
  static void makeDatabases() {
    databases = TwoDatabases.made();
  }

  static Stream<SchemaPairs> pairs() {
    return LongStream.range(FIRST, FIRST + SCHEMAS / 2)
        .mapToObj(
            number ->
                new SchemaPairs(
                    "pair " + number,
                    RandomSchema.ddl(2 * number),
                    RandomSchema.ddl(2 * number + 1),
                    SchemaPairs.Rows.SEEDED,
                    SchemaPairs.Ways.BOTH,
                    List.of(),
                    14));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void leadsFromEachToTheOtherAndBackAndKeepsRows(SchemaPairs pair) {
    databases.leadToEachOther(pair);
    var one = databases.one();
    var back = one.read();
    assertThat(CatalogDiff.between(back, one.read(), Manner.ONLINE).isEmpty()).isTrue();
    one.become(pair.before());
    assertThat(CanonicalText.fingerprint(one.read())).isEqualTo(CanonicalText.fingerprint(back));
  }
}
