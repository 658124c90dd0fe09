package dev.revisor.engine.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Translates Liquibase's usual changes to the SQL that it makes for PostgreSQL, and back.
final class ChangeSql {
  private final ChangeNames names;
  private final ChangeColumns columns;

  ChangeSql(LiquibaseLog log) {
    this.names = new ChangeNames(log);
    this.columns = new ChangeColumns(names);
  }

  /// @param down empty where Liquibase has no way back
  record Translated(List<String> up, Optional<List<String>> down) {
    static Translated of(String up, String down) {
      return new Translated(List.of(up), Optional.of(List.of(down)));
    }

    static Translated oneWay(String up) {
      return new Translated(List.of(up), Optional.empty());
    }
  }

  /// Empty for a change that is not known here.
  Optional<Translated> translate(ChangeNode change) {
    var table = names.table(change);
    var alter = "ALTER TABLE " + table + " ";
    return Optional.ofNullable(
        switch (change.name()) {
          case "createTable" -> createTable(change, table);
          case "addColumn" -> addColumn(change, table);
          case "dropTable" ->
              Translated.oneWay(
                  "DROP TABLE " + table + (change.is("cascadeConstraints") ? " CASCADE" : ""));
          case "dropColumn" ->
              new Translated(
                  columnsOf(change).stream().map(each -> alter + "DROP COLUMN " + each).toList(),
                  Optional.empty());
          case "renameTable" -> renameTable(change);
          case "renameColumn" ->
              Translated.of(
                  alter + rename(change, "oldColumnName", "newColumnName"),
                  alter + rename(change, "newColumnName", "oldColumnName"));
          case "modifyDataType" -> modifyDataType(change, alter);
          case "addNotNullConstraint" -> addNotNull(change, table);
          case "dropNotNullConstraint" ->
              Translated.of(
                  alter + column(change) + "DROP NOT NULL",
                  alter + column(change) + "SET NOT NULL");
          case "addDefaultValue" ->
              Translated.of(
                  alter + column(change) + "SET DEFAULT " + columns.value(change, "defaultValue"),
                  alter + column(change) + "DROP DEFAULT");
          case "dropDefaultValue" -> Translated.oneWay(alter + column(change) + "DROP DEFAULT");
          case "addPrimaryKey" -> addConstraint(change, alter, "PRIMARY KEY");
          case "addUniqueConstraint" -> addConstraint(change, alter, "UNIQUE");
          case "addForeignKeyConstraint" -> addForeignKey(change);
          case "dropPrimaryKey" ->
              Translated.oneWay(
                  alter
                      + "DROP CONSTRAINT "
                      + names.of(
                          change.get("constraintName").orElse(change.text("tableName") + "_pkey")));
          case "dropUniqueConstraint" -> Translated.oneWay(dropConstraint(alter, change));
          case "dropForeignKeyConstraint" ->
              Translated.oneWay(
                  dropConstraint("ALTER TABLE " + names.table(change, "baseTable") + " ", change));
          default -> new OtherChangeSql(names, columns).translate(change).orElse(null);
        });
  }

  private Translated createTable(ChangeNode change, String table) {
    var parts = new ArrayList<String>();
    var comments = new ArrayList<String>();
    for (var column : change.all("column")) {
      parts.add(columns.definition(column));
      parts.addAll(columns.tableConstraints(column));
      columns.remarks(table, column).ifPresent(comments::add);
    }
    columns.primaryKey(change.all("column"), keyName(change)).ifPresent(parts::add);
    var ifNot = change.is("ifNotExists") ? "IF NOT EXISTS " : "";
    var up = new ArrayList<String>();
    up.add("CREATE TABLE " + ifNot + table + " (\n    " + String.join(",\n    ", parts) + "\n)");
    change
        .get("remarks")
        .ifPresent(
            text -> up.add("COMMENT ON TABLE " + table + " IS " + ChangeNames.literal(text)));
    up.addAll(comments);
    return new Translated(up, Optional.of(List.of("DROP TABLE " + table)));
  }

  /// Liquibase names the keys of its tables as the server does, but for the case of letters.
  private String keyName(ChangeNode change) {
    var table = change.text("tableName");
    return table.equals(table.toLowerCase(java.util.Locale.ROOT))
        ? ""
        : "CONSTRAINT " + names.of(table + "_pkey") + " ";
  }

  private Translated addColumn(ChangeNode change, String table) {
    var up = new ArrayList<String>();
    var down = new ArrayList<String>();
    for (var column : change.all("column")) {
      var parts = new ArrayList<String>();
      parts.add("ADD COLUMN " + columns.definition(column));
      columns.tableConstraints(column).forEach(each -> parts.add("ADD " + each));
      columns.primaryKey(List.of(column), "").ifPresent(each -> parts.add("ADD " + each));
      up.add("ALTER TABLE " + table + " " + String.join(", ", parts));
      columns.remarks(table, column).ifPresent(up::add);
      if (column.attributes().keySet().stream().anyMatch(name -> name.matches("value\\w*"))) {
        up.add(
            "UPDATE %s SET %s = %s"
                .formatted(table, names.of(column.text("name")), columns.value(column, "value")));
      }
      down.addFirst("ALTER TABLE " + table + " DROP COLUMN " + names.of(column.text("name")));
    }
    return new Translated(up, Optional.of(down));
  }

  private List<String> columnsOf(ChangeNode change) {
    var several = change.all("column").stream().map(each -> each.text("name")).toList();
    return change.get("columnName").map(List::of).orElse(several).stream().map(names::of).toList();
  }

  private Translated renameTable(ChangeNode change) {
    var from = names.of(change.text("oldTableName"));
    var to = names.of(change.text("newTableName"));
    var schema = names.schema(change, "schemaName");
    return Translated.of(
        "ALTER TABLE " + schema + from + " RENAME TO " + to,
        "ALTER TABLE " + schema + to + " RENAME TO " + from);
  }

  private String rename(ChangeNode change, String from, String to) {
    return "RENAME COLUMN " + names.of(change.text(from)) + " TO " + names.of(change.text(to));
  }

  /// As Liquibase: with a cast of the values.
  private Translated modifyDataType(ChangeNode change, String alter) {
    var type = columns.type(change.text("newDataType"));
    var name = names.of(change.text("columnName"));
    return Translated.oneWay(
        alter + column(change) + "TYPE " + type + " USING (" + name + "::" + type + ")");
  }

  private String column(ChangeNode change) {
    return "ALTER COLUMN " + names.of(change.text("columnName")) + " ";
  }

  private Translated addNotNull(ChangeNode change, String table) {
    var alter = "ALTER TABLE " + table + " " + column(change);
    var up = new ArrayList<String>();
    change
        .get("defaultNullValue")
        .ifPresent(
            value -> {
              var name = names.of(change.text("columnName"));
              up.add(
                  "UPDATE %s SET %s = %s WHERE %s IS NULL"
                      .formatted(table, name, ChangeNames.literal(value), name));
            });
    up.add(alter + "SET NOT NULL");
    return new Translated(up, Optional.of(List.of(alter + "DROP NOT NULL")));
  }

  private Translated addConstraint(ChangeNode change, String alter, String kind) {
    var named =
        change.get("constraintName").map(name -> "CONSTRAINT " + names.of(name) + " ").orElse("");
    var list = names.list(change.text("columnNames"));
    var dropped =
        change
            .get("constraintName")
            .orElse(
                kind.equals("UNIQUE")
                    ? change.text("tableName")
                        + "_"
                        + change.text("columnNames").replaceAll("\\s*,\\s*", "_")
                        + "_key"
                    : change.text("tableName") + "_pkey");
    return Translated.of(
        alter + "ADD " + named + kind + " (" + list + ")" + columns.deferred(change),
        alter + "DROP CONSTRAINT " + names.of(dropped));
  }

  private String dropConstraint(String alter, ChangeNode change) {
    return alter + "DROP CONSTRAINT " + names.of(change.text("constraintName"));
  }

  private Translated addForeignKey(ChangeNode change) {
    var alter = "ALTER TABLE " + names.table(change, "baseTable") + " ";
    var actions =
        List.of("Delete", "Update").stream()
            .flatMap(
                event ->
                    change.get("on" + event).stream()
                        .map(
                            action ->
                                " ON " + event.toUpperCase(java.util.Locale.ROOT) + " " + action))
            .collect(Collectors.joining());
    var cascade = change.is("deleteCascade") ? " ON DELETE CASCADE" : "";
    return Translated.of(
        alter
            + "ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)"
                .formatted(
                    names.of(change.text("constraintName")),
                    names.list(change.text("baseColumnNames")),
                    names.table(change, "referencedTable"),
                    names.list(change.text("referencedColumnNames")))
            + actions
            + cascade
            + columns.deferred(change),
        dropConstraint(alter, change));
  }
}
