package dev.revisor.engine.adopt;

import dev.revisor.engine.adopt.ChangeSql.Translated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes of indexes, sequences, views and rows.
final class OtherChangeSql {
  private final ChangeNames names;
  private final ChangeColumns columns;

  OtherChangeSql(ChangeNames names, ChangeColumns columns) {
    this.names = names;
    this.columns = columns;
  }

  Optional<Translated> translate(ChangeNode change) {
    return Optional.ofNullable(translated(change));
  }

  private @Nullable Translated translated(ChangeNode change) {
    var table = names.table(change);
    var schema = names.schema(change, "schemaName");
    return switch (change.name()) {
      case "createIndex" -> createIndex(change, table, schema);
      case "dropIndex" ->
          Translated.oneWay("DROP INDEX " + schema + names.of(change.text("indexName")));
      case "createSequence" ->
          Translated.of(
              "CREATE SEQUENCE "
                  + schema
                  + names.of(change.text("sequenceName"))
                  + sequence(change),
              "DROP SEQUENCE " + schema + names.of(change.text("sequenceName")));
      case "alterSequence" ->
          Translated.oneWay(
              "ALTER SEQUENCE "
                  + schema
                  + names.of(change.text("sequenceName"))
                  + sequence(change));
      case "dropSequence" ->
          Translated.oneWay("DROP SEQUENCE " + schema + names.of(change.text("sequenceName")));
      case "createView" -> createView(change, schema + names.of(change.text("viewName")));
      case "dropView" ->
          Translated.oneWay("DROP VIEW " + schema + names.of(change.text("viewName")));
      case "renameView" ->
          Translated.of(
              renameView(change, schema, "oldViewName", "newViewName"),
              renameView(change, schema, "newViewName", "oldViewName"));
      case "insert" -> Translated.oneWay(insert(change, table));
      case "update" -> Translated.oneWay("UPDATE " + table + " SET " + set(change) + where(change));
      case "delete" -> Translated.oneWay("DELETE FROM " + table + where(change));
      case "setTableRemarks" ->
          Translated.oneWay(
              "COMMENT ON TABLE " + table + " IS " + ChangeNames.literal(change.text("remarks")));
      case "setColumnRemarks" ->
          Translated.oneWay(
              "COMMENT ON COLUMN %s.%s IS %s"
                  .formatted(
                      table,
                      names.of(change.text("columnName")),
                      ChangeNames.literal(change.text("remarks"))));
      case "createProcedure" -> procedure(change);
      default -> null;
    };
  }

  private Translated createIndex(ChangeNode change, String table, String schema) {
    var list =
        change.all("column").stream()
            .map(
                column ->
                    (column.is("computed") ? column.text("name") : names.of(column.text("name")))
                        + (column.is("descending") ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    var name = names.of(change.text("indexName"));
    return Translated.of(
        "CREATE "
            + (change.is("unique") ? "UNIQUE " : "")
            + "INDEX %s ON %s (%s)".formatted(name, table, list),
        "DROP INDEX " + schema + name);
  }

  private String sequence(ChangeNode change) {
    return change.get("dataType").map(type -> " AS " + columns.type(type)).orElse("")
        + option(change, "startValue", " START WITH ")
        + option(change, "incrementBy", " INCREMENT BY ")
        + option(change, "minValue", " MINVALUE ")
        + option(change, "maxValue", " MAXVALUE ")
        + option(change, "cacheSize", " CACHE ")
        + (change.is("cycle") ? " CYCLE" : "");
  }

  private static String option(ChangeNode change, String attribute, String words) {
    return change.get(attribute).map(value -> words + value).orElse("");
  }

  private Translated createView(ChangeNode change, String view) {
    var query = change.get("selectQuery").orElse(change.text(ChangeNode.TEXT)).strip();
    var plain = query.replaceFirst(";\\s*$", "");
    var replaces = change.is("replaceIfExists");
    var up =
        change.is("fullDefinition")
            ? plain
            : "CREATE " + (replaces ? "OR REPLACE " : "") + "VIEW " + view + " AS " + plain;
    return replaces ? Translated.oneWay(up) : Translated.of(up, "DROP VIEW " + view);
  }

  private String renameView(ChangeNode change, String schema, String from, String to) {
    return "ALTER VIEW %s%s RENAME TO %s"
        .formatted(schema, names.of(change.text(from)), names.of(change.text(to)));
  }

  private String insert(ChangeNode change, String table) {
    var all = change.all("column");
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table,
            all.stream().map(each -> names.of(each.text("name"))).collect(Collectors.joining(", ")),
            all.stream().map(this::value).collect(Collectors.joining(", ")));
  }

  private String value(ChangeNode column) {
    return column.get(ChangeNode.TEXT).isPresent() && !ChangeColumns.hasValue(column, "value")
        ? ChangeNames.literal(column.text(ChangeNode.TEXT))
        : columns.value(column, "value");
  }

  private String set(ChangeNode change) {
    return change.all("column").stream()
        .map(each -> names.of(each.text("name")) + " = " + value(each))
        .collect(Collectors.joining(", "));
  }

  private static String where(ChangeNode change) {
    var where =
        change
            .get("where")
            .or(() -> change.first("where").flatMap(each -> each.get(ChangeNode.TEXT)))
            .map(String::strip);
    return where.map(condition -> " WHERE " + condition).orElse("");
  }

  private static @Nullable Translated procedure(ChangeNode change) {
    var body = change.get("procedureText").orElse(change.text(ChangeNode.TEXT)).strip();
    return body.isEmpty()
        ? null
        : new Translated(List.of(body.replaceFirst(";\\s*$", "")), Optional.empty());
  }
}
