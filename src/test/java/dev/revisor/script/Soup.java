package dev.revisor.script;

import java.util.List;
import java.util.Random;

/// Random texts of fragments that mean something to the lexer: mostly broken scripts.
final class Soup {
  private static final List<String> FRAGMENTS =
      List.of(
          "'",
          "''",
          "E'",
          "e'\\'",
          "U&'",
          "\"",
          "U&\"",
          "$$",
          "$a$",
          "$",
          "$1",
          "$a",
          "--",
          "/*",
          "*/",
          "/",
          "*",
          ";",
          ";\n",
          "\n",
          "\r\n",
          "\r",
          " ",
          "\t",
          "\f",
          "(",
          ")",
          "[",
          "]",
          ":",
          "::",
          ":=",
          ":v",
          ":'v'",
          ":\"v\"",
          ":'",
          ":{?v}",
          ":unset",
          "\\",
          "\\:",
          "\\;",
          "\\.",
          "\n\\.\n",
          "\\.\r\n",
          "\\copy t from stdin\n",
          "\\c x\n",
          "\0",
          "\uFEFF",
          "é",
          "😀",
          "\ud83d",
          "\ude00",
          "\u00a0",
          "a",
          "E",
          "e",
          "u",
          "U&",
          "1",
          "1_0",
          "0x",
          ".",
          ",",
          "+",
          "-",
          "@",
          "SELECT 1",
          "SELECT 1;\n",
          "BEGIN",
          "BEGIN ATOMIC ",
          " END",
          "CASE ",
          "COMMIT",
          "CREATE FUNCTION f() ",
          "CREATE OR REPLACE PROCEDURE p ",
          "VACUUM",
          "CREATE INDEX ",
          " CONCURRENTLY ",
          "COPY t FROM stdin;\n",
          "COPY t (a) FROM STDIN",
          "COPY t TO stdout;",
          "COPY ",
          " FROM ",
          " stdin",
          "1\t2\n",
          "\\N\n",
          "-- revisor:upgrade\n",
          "\n-- revisor:downgrade\n",
          "\n-- revisor:upgrade transaction=none\n",
          "\n-- revisor:irreversible because\n",
          "-- revisor:revision a1\n",
          "-- revisor:revises b, c\n",
          "-- revisor:message m\n",
          "-- revisor:allow x y\n",
          "-- revisor:",
          "-- Revisor :x\n",
          "-- revisor:created 2026\n");

  private Soup() {}

  /// A text of up to `most` fragments; half of them are right up to the first section mark.
  static String text(Random random, int most) {
    var text = new StringBuilder();
    if (random.nextBoolean()) {
      text.append("-- revisor:revision a1\n-- revisor:upgrade\n");
    }
    for (var i = random.nextInt(most); i > 0; i--) {
      text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
    }
    return text.toString();
  }

  /// `text` with a few characters dropped, doubled, or replaced by fragments.
  static String mutated(Random random, String text) {
    var changed = new StringBuilder(text);
    for (var i = 1 + random.nextInt(4); i > 0 && !changed.isEmpty(); i--) {
      var at = random.nextInt(changed.length());
      switch (random.nextInt(3)) {
        case 0 -> changed.deleteCharAt(at);
        case 1 -> changed.insert(at, changed.charAt(at));
        default -> changed.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
    }
    return changed.toString();
  }
}
