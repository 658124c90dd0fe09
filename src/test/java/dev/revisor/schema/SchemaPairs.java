package dev.revisor.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A pair of schemas from a resource file: `### name`, DDL that both have and a line `===` where
/// there is any, the old DDL, a line `---`, the new DDL. Notes may stand behind a name: `{no rows}`
/// where the schemas take none of the test's making, `{loses t.a, u}` where a column or a table's
/// rows are lost although both schemas have them; `{one way}` where nobody wants to go back;
/// `{since 15}` where older servers do not have the syntax, or come off another way.
record SchemaPairs(
    String name, String before, String after, Rows rows, Ways ways, List<String> lost, int since) {
  private static final Pattern NOTE = Pattern.compile(" \\{([a-z]+) ([^}]*)\\}");

  /// Whether tables get rows of the test's making.
  enum Rows {
    SEEDED,
    NONE
  }

  /// Which ways there are between the two.
  enum Ways {
    BOTH,
    FORWARDS
  }

  static final List<String> FILES =
      List.of(
          "tables.pairs",
          "programs.pairs",
          "columns.pairs",
          "constraints.pairs",
          "indexes.pairs",
          "types.pairs",
          "partitions.pairs",
          "views.pairs",
          "routines.pairs",
          "objects.pairs");

  /// All of them, or those whose names the property `pairs` matches.
  static List<SchemaPairs> all() {
    var wanted = Pattern.compile(System.getProperty("pairs", ""));
    return FILES.stream()
        .flatMap(file -> in(file).stream())
        .filter(pair -> wanted.matcher(pair.name).find())
        .toList();
  }

  static List<SchemaPairs> in(String resource) {
    try (var in = SchemaPairs.class.getResourceAsStream(resource)) {
      var pairs = new ArrayList<SchemaPairs>();
      for (var text : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^### ")) {
        if (!text.isBlank()) {
          var line = text.indexOf('\n');
          pairs.add(pair(text.substring(0, line), text.substring(line)));
        }
      }
      return pairs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SchemaPairs pair(String title, String text) {
    var common = text.split("(?m)^===$", 2);
    var shared = common.length == 2 ? common[0].strip() + "\n" : "";
    var parts = common[common.length - 1].split("(?m)^---$", 2);
    var notes =
        NOTE.matcher(title)
            .results()
            .collect(Collectors.toMap(note -> note.group(1), note -> note.group(2)));
    return new SchemaPairs(
        NOTE.matcher(title).replaceAll(""),
        shared + parts[0].strip(),
        shared + parts[1].strip(),
        notes.containsKey("no") ? Rows.NONE : Rows.SEEDED,
        notes.containsKey("one") ? Ways.FORWARDS : Ways.BOTH,
        notes.containsKey("loses") ? List.of(notes.get("loses").split(", ")) : List.of(),
        Integer.parseInt(notes.getOrDefault("since", "14")));
  }

  @Override
  public String toString() {
    return name;
  }
}
