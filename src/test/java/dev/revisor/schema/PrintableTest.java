package dev.revisor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Drift;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTest {
  private static final String ESCAPE = "\033";

  @Test
  void showsWhatMovesTheCursorOrTurnsALine() {
    assertThat(Printable.line("a" + ESCAPE + "[2J\r\n\tb\u202e\u0085\u007f"))
        .isEqualTo("a\\u001b[2J\\r\\n\\tb\\u202e\\u0085\\u007f");
    assertThat(Printable.line("\"Größe 50%\" \\ 日本 👍")).isEqualTo("\"Größe 50%\" \\ 日本 👍");
  }

  @Test
  void keepsTheShapeOfSeveralLines() {
    assertThat(Printable.lines("a\n\tb\r" + ESCAPE)).isEqualTo("a\n\tb\\r\\u001b");
  }

  @Test
  void namesNoChangeWithALineOfItsOwn() {
    var name = "\"t" + ESCAPE + "[1A\nwarning: none\"";
    var id = new ObjectId(Kind.TABLE, "public", name);
    var table = new SchemaObject(id, Map.of("comment", "'a'"), 0);
    var noted = table.with(Map.of("comment", "'b" + ESCAPE + "[8m'"));
    var before = Catalog.of(18, List.of(table), List.of());
    var after = Catalog.of(18, List.of(noted), List.of());
    var shown = "table public.\"t\\u001b[1A\\nwarning: none\"";

    assertThat(CatalogDiff.changes(before, after).getFirst().described())
        .isEqualTo(shown + " altered (comment 'a' -> 'b\\u001b[8m')");
    assertThat(Drift.between(before, after).inShort(1))
        .isEqualTo(shown + ": changed by hand (comment 'a' -> 'b\\u001b[8m')");
  }

  @Test
  void namesNoPartWithALineOfItsOwn() {
    var table = new SchemaObject(new ObjectId(Kind.TABLE, "public", "t"), Map.of(), 0);
    var column =
        new SchemaObject(
            new ObjectId(Kind.COLUMN, "public", "t", "\"c\r\n\""), Map.of("type", "integer"), 1);
    var before = Catalog.of(18, List.of(table), List.of());
    var after = Catalog.of(18, List.of(table, column), List.of());

    assertThat(Drift.between(before, after).lines())
        .containsExactly("table public.t: column \"c\\r\\n\" added by hand");
  }
}
