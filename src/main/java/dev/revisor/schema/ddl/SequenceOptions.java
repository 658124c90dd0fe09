package dev.revisor.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The options of a sequence, as a catalog has them: all of them, in a fixed order.
record SequenceOptions(Map<String, String> values) {
  private static final Pattern OPTION =
      Pattern.compile("(START WITH|INCREMENT BY|MINVALUE|MAXVALUE|CACHE) (-?\\d+)");

  static SequenceOptions parse(String text) {
    var values = new LinkedHashMap<String, String>();
    var found = OPTION.matcher(text);
    while (found.find()) {
      values.put(found.group(1), found.group(2));
    }
    values.put("CYCLE", text.contains("NO CYCLE") ? "NO CYCLE" : "CYCLE");
    return new SequenceOptions(values);
  }

  /// Those that differ from PostgreSQL's defaults for a type (CREATE SEQUENCE in the manual).
  String besidesDefaults(String type) {
    var clauses = new ArrayList<String>();
    var defaults = defaults(type);
    values.forEach(
        (name, value) -> {
          if (!value.equals(defaults.get(name))) {
            clauses.add(name.equals("CYCLE") ? value : name + " " + value);
          }
        });
    return String.join(" ", clauses);
  }

  /// The clauses of ALTER SEQUENCE that lead from another to this one.
  List<String> since(SequenceOptions before) {
    var clauses = new ArrayList<String>();
    values.forEach(
        (name, value) -> {
          if (!value.equals(before.values.get(name))) {
            clauses.add(name.equals("CYCLE") ? value : name + " " + value);
          }
        });
    if (isBeyond(before)) {
      clauses.add("RESTART");
    }
    return clauses;
  }

  /// Whether the counter cannot be between the new bounds: it counts the other way.
  private boolean isBeyond(SequenceOptions before) {
    return descends() != before.descends();
  }

  private boolean descends() {
    return values.getOrDefault("INCREMENT BY", "1").startsWith("-");
  }

  private Map<String, String> defaults(String type) {
    var ascending = !values.getOrDefault("INCREMENT BY", "1").startsWith("-");
    var highest =
        switch (type) {
          case "smallint" -> Short.MAX_VALUE;
          case "integer" -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    var min = ascending ? 1 : -highest - 1;
    var max = ascending ? highest : -1;
    var start = ascending ? values.get("MINVALUE") : values.get("MAXVALUE");
    return Map.of(
        "START WITH",
        String.valueOf(start),
        "INCREMENT BY",
        "1",
        "MINVALUE",
        Long.toString(min),
        "MAXVALUE",
        Long.toString(max),
        "CACHE",
        "1",
        "CYCLE",
        "NO CYCLE");
  }
}
