package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHeadTest {
  private static final String FILE =
      """
      -- revisor:revision c
      -- revisor:revises a, b
      -- revisor:labels shop
      -- revisor:depends-on d
      -- revisor:created 2026-11-23T10:15:00Z
      -- revisor:message Größen und 🐘

      -- revisor:upgrade transaction=none
      SELECT 1;

      -- revisor:downgrade
      SELECT 2;
      """;

  private static final List<String> PIECES =
      List.of(
          "\n",
          "\r\n",
          "\r",
          " ",
          "\t",
          "\0",
          "\uFEFF",
          "\u00A0",
          "\u2003",
          "-",
          "--",
          "-- ",
          "-- revisor:",
          "-- revisor: ",
          "-- Revisor:",
          "-- revisor:revision x",
          "\n-- a remark\n",
          "-- revisor:allow drop-table why\n",
          "/* a",
          " remark */",
          "SELECT 3;",
          "'",
          "$$",
          ",",
          ":",
          "revision",
          "upgrade",
          "\n-- revisor:upgrade\n",
          "\n-- revisor:irreversible no\n",
          "<<<<<<< HEAD\n",
          "\\",
          "é",
          "🐘",
          "\u000b",
          "\u001f");

  @Test
  void isReadFromAnOrdinaryFile() {
    var head = PlainHead.of(FILE).orElseThrow();
    assertThat(head.lines())
        .map(Directive::keyword)
        .containsExactly("revision", "revises", "labels", "depends-on", "created", "message");
    assertThat(FILE.substring(head.end())).startsWith("-- revisor:upgrade transaction=none\n");
    assertThat(head.mark()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- revisor:revision a",
        "-- revisor:revision a\n",
        "-- revisor:revision a\n-- revisor:upgrade",
        "-- revisor:revision a\r\n-- revisor:upgrade\r\n",
        "-- revisor:revision a\n-- a remark\n-- revisor:upgrade\n",
        "-- revisor:revision  a\n-- revisor:upgrade\n",
        "-- revisor:revision a\n-- revisor:upgrade\0\n",
        "-- rev",
        "\n"
      })
  void isNotReadFromOthers(String file) {
    assertThat(PlainHead.of(file)).isEmpty();
  }

  @Test
  void changesNothingOfWhatIsReadWhateverStandsInAHead() throws IOException {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var text = new StringBuilder(FILE);
      for (var change = random.nextInt(4); change > 0; change--) {
        var at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
          case 1 -> text.deleteCharAt(at);
          default -> text.setLength(Math.max(at + 1, 200));
        }
      }
      var file = text.toString();
      assertThat(HeaderReader.read(file)).as(file).isEqualTo(HeaderReader.scanned(file));
      assertThat(FileScan.of(file).run()).as(file).isEqualTo(FileScan.scanned(file).run());
    }
  }
}
