package dev.revisor.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Pairs of schemas from resource files: `### name`, the old DDL, a line `---`, the new DDL.
record SchemaPairs(String name, String before, String after) {
  static List<SchemaPairs> in(String resource) {
    try (var in = SchemaPairs.class.getResourceAsStream(resource)) {
      var pairs = new ArrayList<SchemaPairs>();
      for (var text : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^### ")) {
        if (!text.isBlank()) {
          var line = text.indexOf('\n');
          var parts = text.substring(line).split("(?m)^---$", 2);
          pairs.add(new SchemaPairs(text.substring(0, line), parts[0].strip(), parts[1].strip()));
        }
      }
      return pairs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
