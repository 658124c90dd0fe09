package dev.revisor.lint.sql;

import dev.revisor.script.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Names of types in all their spellings (manual, chapter 8).
final class TypeParser {
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("smallint", "int2"),
          Map.entry("bigint", "int8"),
          Map.entry("real", "float4"),
          Map.entry("float", "float8"),
          Map.entry("double precision", "float8"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("boolean", "bool"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("character", "bpchar"),
          Map.entry("char", "bpchar"),
          Map.entry("nchar", "bpchar"),
          Map.entry("bit varying", "varbit"),
          Map.entry("serial4", "serial"),
          Map.entry("serial8", "bigserial"),
          Map.entry("serial2", "smallserial"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("time with time zone", "timetz"),
          Map.entry("time without time zone", "time"));

  private static final List<String> FIELDS =
      List.of("year", "month", "day", "hour", "minute", "second", "to");

  private final Cursor cursor;

  TypeParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /// The type that is next; [DataType#NONE] when there is none.
  DataType type() {
    var mark = cursor.mark();
    var quoted = cursor.peek().kind() == Lexeme.Kind.QUOTED;
    var name = cursor.name();
    if (name.isEmpty()) {
      return DataType.NONE;
    }
    var written = name.local() + more(name.local());
    List<Integer> modifiers = modifiers();
    written += zone(written);
    if (written.equals("interval")) {
      FIELDS.forEach(_ -> cursor.acceptAny(FIELDS.toArray(String[]::new)));
      modifiers = modifiers.isEmpty() ? modifiers() : modifiers;
    }
    var dimensions = dimensions();
    var plain = quoted || name.isQualified() && !name.schema().equals("pg_catalog");
    var canonical = plain ? name.toString() : ALIASES.getOrDefault(written, written);
    var complete = withDefaults(canonical, written, modifiers);
    return new DataType(canonical, complete, dimensions, cursor.since(mark));
  }

  private String more(String first) {
    if (first.equals("double") && cursor.accept("precision")) {
      return " precision";
    }
    var varies = first.equals("character") || first.equals("char") || first.equals("bit");
    return varies && cursor.accept("varying") ? " varying" : "";
  }

  private String zone(String written) {
    if (!written.equals("timestamp") && !written.equals("time")) {
      return "";
    }
    if (cursor.accept("with time zone")) {
      return " with time zone";
    }
    cursor.accept("without time zone");
    return "";
  }

  private List<Integer> modifiers() {
    var modifiers = new ArrayList<Integer>();
    if (!cursor.sees("(")) {
      return modifiers;
    }
    var end = cursor.mark();
    cursor.skipItem();
    for (var each : cursor.between(end)) {
      if (each.kind() == Lexeme.Kind.NUMBER && each.text().matches("\\d{1,9}")) {
        modifiers.add(Integer.parseInt(each.text()));
      }
    }
    return modifiers;
  }

  /// `char` is `char(1)`, `bit` is `bit(1)`, `numeric(5)` is `numeric(5,0)`.
  private static List<Integer> withDefaults(
      String canonical, String written, List<Integer> modifiers) {
    var single = canonical.equals("bpchar") && !written.equals("bpchar") || canonical.equals("bit");
    if (single && modifiers.isEmpty()) {
      return List.of(1);
    }
    return canonical.equals("numeric") && modifiers.size() == 1
        ? List.of(modifiers.getFirst(), 0)
        : modifiers;
  }

  private int dimensions() {
    if (cursor.accept("array")) {
      if (cursor.sees("[")) {
        cursor.skipItem();
      }
      return 1;
    }
    var dimensions = 0;
    while (cursor.sees("[")) {
      cursor.skipItem();
      dimensions++;
    }
    return Math.min(dimensions, 1);
  }
}
