package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import java.util.List;

/// From one schema to another on a real server, as a chain of revisions goes, and back.
///
/// @param nothing what an empty database of that server reads as
record RoundTrip(
    SchemaDatabase database, Catalog nothing, Catalog from, Catalog to, Manner manner) {
  /// Each schema of a pair leads to the other, and back. What was there stays, but for what the
  /// pair says.
  static void between(SchemaPairs pair, SchemaDatabase one, SchemaDatabase other, Catalog nothing) {
    one.become(pair.before());
    other.become(pair.after());
    if (pair.rows() == SchemaPairs.Rows.SEEDED) {
      one.seed();
      other.seed();
    }
    var before = one.read();
    var after = other.read();
    assertThat(CanonicalText.parse(CanonicalText.of(after))).isEqualTo(after);
    var forwards = new RoundTrip(one, nothing, before, after, Manner.ONLINE);
    if (pair.ways() == SchemaPairs.Ways.FORWARDS) {
      forwards.there(pair.lost());
      return;
    }
    forwards.thereAndBack(pair.lost());
    new RoundTrip(other, nothing, after, before, Manner.PLAIN).thereAndBack(pair.lost());
  }

  /// @param losses what rows may be lost of, as [SchemaRows] names it
  void thereAndBack(List<String> losses) {
    var rows = database.rows(from);
    var chain = there(losses);
    chain.undoings().forEach(down -> down.parts().forEach(database::run));
    var back = database.read();
    assertThat(described(back, from)).as(chain.toString()).isEmpty();
    assertThat(database.rows(back).lostOf(rows, to)).as(chain.toString()).isSubsetOf(losses);
  }

  private GeneratedChain there(List<String> losses) {
    var rows = database.rows(from);
    var up = CatalogDiff.between(from, to, manner);
    assertThat(up.isEmpty()).isEqualTo(from.sameAs(to));
    var chain = new GeneratedChain(nothing, from);
    var there = from;
    for (var part : up.parts()) {
      database.run(part);
      there = database.read();
      chain.add(part, there);
    }
    assertThat(described(there, to)).as(up.sql()).isEmpty();
    assertThat(database.rows(there).lostOf(rows, there)).as(up.sql()).isSubsetOf(losses);
    assertThat(manner == Manner.ONLINE ? chain.complaints() : List.of())
        .as(chain.toString())
        .isEmpty();
    return chain;
  }

  private static List<String> described(Catalog left, Catalog right) {
    return CatalogDiff.changes(left, right).stream().map(Change::described).toList();
  }
}
