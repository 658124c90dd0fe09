package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;

/// A column's change of type or collation, and how its values go along.
final class ColumnTypeDdl {
  private ColumnTypeDdl() {}

  static String change(SchemaObject from, SchemaObject to, Casts casts) {
    var collation = to.is("collation") ? " COLLATE " + to.get("collation") : "";
    var old = from.get("type", "");
    var type = to.get("type", "");
    var way = casts.between(old, type);
    return note(way, to, old)
        + ColumnDdl.alter(to)
        + "TYPE "
        + type
        + collation
        + using(way, to.id().detail(), old, type);
  }

  private static String using(Casts.Way way, String column, String from, String to) {
    return switch (way) {
      case BY_ITSELF, NOT_AT_ALL -> "";
      case ENCODED ->
          to.equals("bytea")
              ? " USING convert_to(%s%s, 'UTF8')".formatted(column, as(from, "text"))
              : " USING convert_from(%s, 'UTF8')%s".formatted(column, as(to, to));
      case EXPLICIT -> " USING %s::%s".formatted(column, to);
      case THROUGH_TEXT -> " USING " + throughText(column, from, to);
      case THROUGH_NUMERIC ->
          " USING %s::numeric%s::%s".formatted(column, to.endsWith("[]") ? "[]" : "", to);
      case SPANNED -> " USING range_merge(%s)".formatted(column);
      case BY_ATTRIBUTE ->
          to.endsWith("[]")
              ? " USING CASE WHEN %s IS NOT NULL THEN '{}'::%s END".formatted(column, to)
              : " USING jsonb_populate_record(NULL::%s, to_jsonb(%s))".formatted(to, column);
    };
  }

  private static String as(String type, String wanted) {
    return Casts.isText(type) ? "" : "::" + wanted;
  }

  private static String note(Casts.Way way, SchemaObject column, String from) {
    var path = column.id().path();
    var type = column.get("type", "");
    return switch (way) {
      case NOT_AT_ALL -> "";
      case BY_ITSELF -> ofItself(path, from, type);
      case BY_ATTRIBUTE ->
          type.endsWith("[]")
              ? Enclosed.comment(
                      "data loss: the elements of %s go, since their type has other attributes",
                      path)
                  + "\n"
              : Enclosed.comment(
                      "decision: are these the values of %s, attribute by attribute?", path)
                  + "\n";
      default ->
          Enclosed.comment("decision: is this how the values of %s become %s?", path, type) + "\n";
    };
  }

  private static String ofItself(String path, String from, String to) {
    if (Losses.between(from, to)) {
      return Enclosed.comment("data loss: values of %s lose what %s cannot hold", path, to) + "\n";
    }
    return Casts.narrows(from, to)
        ? Enclosed.comment(
                "decision: this fails where a value of %s does not fit into %s", path, to)
            + "\n"
        : "";
  }

  /// A value alone becomes an array of one; of an array the first is taken.
  private static String throughText(String column, String from, String to) {
    var fromArray = from.strip().endsWith("[]");
    var toArray = to.endsWith("[]");
    if (fromArray == toArray) {
      return "%s::text%s::%s".formatted(column, toArray ? "[]" : "", to);
    }
    if (to.equals("text") || to.startsWith("character varying")) {
      return "array_to_string(%s, ',')".formatted(column);
    }
    return toArray
        ? "ARRAY[%s::text]::%s".formatted(column, to)
        : "%s[1]::text::%s".formatted(column, to);
  }
}
