package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.Set;

/// New names for what running applications call by the old one.
final class RenameChecks implements Check {
  static final Rule TABLE =
      new Rule(
          "rename-table",
          Level.INCOMPATIBLE,
          "A table or view is renamed, or moved to another schema.",
          "Applications that run use the old name until they are deployed anew.",
          "Rename it and put a view of the old name in its place, in one transaction.");
  static final Rule COLUMN =
      new Rule(
          "rename-column",
          Level.INCOMPATIBLE,
          "A column is renamed.",
          "Applications that run use the old name until they are deployed anew.",
          "A new column beside the old one: write both, fill, read the new one, drop the old one.");
  static final Rule SCHEMA =
      new Rule(
          "rename-schema",
          Level.INCOMPATIBLE,
          "A schema is renamed.",
          "Applications that run use the old name until they are deployed anew.",
          "A new schema with views of what is in the old one.");
  static final Rule ENUM_VALUE =
      new Rule(
          "enum-value-renamed",
          Level.INCOMPATIBLE,
          "A value of an enum is renamed.",
          "Applications that run write and compare the old value.",
          "Add the new value, move the rows, and leave the old value unused.");

  private static final Set<ObjectKind> READ =
      Set.of(
          ObjectKind.TABLE,
          ObjectKind.FOREIGN_TABLE,
          ObjectKind.VIEW,
          ObjectKind.MATERIALIZED_VIEW);

  @Override
  public List<Rule> rules() {
    return List.of(TABLE, COLUMN, SCHEMA, ENUM_VALUE);
  }

  @Override
  public void look(Place place, Report report) {
    switch (place.command()) {
      case Command.AlterTable(var kind, var table, _, var actions) -> {
        if (READ.contains(kind) && !place.isNew(table)) {
          actions.forEach(action -> action(table, action, place, report));
        }
      }
      case Command.Rename(var kind, var name, var to) -> {
        if (kind == ObjectKind.SCHEMA && !place.progress().made(name)) {
          report.undoing(
              Deeds.rename("schema", name.local(), to),
              SCHEMA,
              place,
              0,
              "applications that run look for the schema " + name,
              "CREATE SCHEMA %s; -- with views of what is in %s".formatted(Name.quoted(to), name));
        }
      }
      case Command.RenameEnumValue(var type, var from, var to) -> {
        if (!place.progress().made(place.known().resolve(type))) {
          report.undoing(
              Deeds.rename("value " + place.known().resolve(type), from, to),
              ENUM_VALUE,
              place,
              0,
              "applications that run use the value '" + from + "' of " + type,
              "ALTER TYPE %s ADD VALUE '%s' AFTER '%s';"
                  .formatted(type, to.replace("'", "''"), from.replace("'", "''")));
        }
      }
      default -> {
        // no new name
      }
    }
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    var name = place.known().resolve(table);
    switch (action) {
      case TableAction.RenameTable(var at, var to) ->
          report.undoing(
              Deeds.rename("table", name.toString(), to),
              TABLE,
              place,
              at,
              "applications that run look for " + table,
              "ALTER TABLE %s RENAME TO %s;\nCREATE VIEW %s AS SELECT * FROM %s;"
                  .formatted(table, Name.quoted(to), table, table.sibling(to)));
      case TableAction.MoveToSchema(var at, var schema) ->
          report.undoing(
              Deeds.rename("table", name.toString(), schema),
              TABLE,
              place,
              at,
              "applications that run look for " + table,
              "ALTER TABLE %s SET SCHEMA %s;\nCREATE VIEW %s AS SELECT * FROM %s;"
                  .formatted(table, Name.quoted(schema), table, new Name(schema, table.local())));
      case TableAction.RenameColumn(var at, var from, var to) ->
          report.undoing(
              Deeds.rename("column " + name, from, to),
              COLUMN,
              place,
              at,
              "applications that run use " + table + "." + Name.quoted(from),
              "ALTER TABLE %s ADD COLUMN %s %s; -- written beside the old one, and filled in batches"
                  .formatted(table, Name.quoted(to), type(table, from, place)));
      default -> {
        // no new name
      }
    }
  }

  private static String type(Name table, String column, Place place) {
    return place.table(table).flatMap(t -> t.type(column)).map(type -> type.text()).orElse("…");
  }
}
