package dev.revisor.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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
    if (descends() != before.descends()) {
      clauses.add("RESTART");
    }
    return clauses;
  }

  /// What brings a sequence between new bounds before they are set: one that has given no value yet
  /// to its start, one that has never backwards.
  ///
  /// @param name an expression of SQL for its `regclass`
  /// @param alter the beginning of a statement with clauses
  List<String> moved(SequenceOptions before, String name, UnaryOperator<String> alter) {
    if (descends() != before.descends()) {
      return List.of();
    }
    var lower = number("MINVALUE") > before.number("MINVALUE");
    var upper = number("MAXVALUE") < before.number("MAXVALUE");
    var last = "pg_catalog.pg_sequence_last_value(%s)".formatted(name);
    var start = before.number("START WITH");
    var where =
        !descends() && lower
            ? "coalesce(%s < %s, true)".formatted(last, values.get("MINVALUE"))
            : descends() && upper
                ? "coalesce(%s > %s, true)".formatted(last, values.get("MAXVALUE"))
                : start < number("MINVALUE") || start > number("MAXVALUE") ? last + " IS NULL" : "";
    if (where.isEmpty()) {
      return List.of();
    }
    var statements = new ArrayList<String>();
    var to = number("START WITH");
    if (to > before.number("MAXVALUE")) {
      statements.add(alter.apply("MAXVALUE " + values.get("MAXVALUE")));
    }
    if (to < before.number("MINVALUE")) {
      statements.add(alter.apply("MINVALUE " + values.get("MINVALUE")));
    }
    statements.add("SELECT pg_catalog.setval(%s, %d, false) WHERE %s".formatted(name, to, where));
    return statements;
  }

  private long number(String option) {
    return Long.parseLong(values.getOrDefault(option, "0"));
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
