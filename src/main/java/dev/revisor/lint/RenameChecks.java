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
      case Command.Rename rename -> schema(rename, place, report);
      case Command.RenameEnumValue rename -> value(rename, place, report);
      default -> {
        // no new name
      }
    }
  }

  private static void schema(Command.Rename rename, Place place, Report report) {
    var name = rename.name();
    if (rename.kind() == ObjectKind.SCHEMA && !place.progress().made(name)) {
      var to = Name.quoted(rename.to());
      report.undoing(
          Deeds.rename("schema", name.local(), rename.to()),
          SCHEMA,
          place,
          0,
          "applications that run look for the schema " + name,
          "CREATE SCHEMA %s; -- with views of what is in %s".formatted(to, name));
    }
  }

  private static void value(Command.RenameEnumValue rename, Place place, Report report) {
    var type = place.known().resolve(rename.type());
    if (!place.progress().made(type)) {
      var from = rename.from().replace("'", "''");
      var to = rename.to().replace("'", "''");
      report.undoing(
          Deeds.rename("value " + type, rename.from(), rename.to()),
          ENUM_VALUE,
          place,
          0,
          "applications that run use the value '%s' of %s".formatted(from, rename.type()),
          "ALTER TYPE %s ADD VALUE '%s' AFTER '%s';".formatted(rename.type(), to, from));
    }
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    switch (action) {
      case TableAction.RenameTable(_, var to) ->
          moved(table, table.sibling(to), action, place, report);
      case TableAction.MoveToSchema(_, var to) ->
          moved(table, new Name(to, table.local()), action, place, report);
      case TableAction.RenameColumn(var at, var from, var to) ->
          report.undoing(
              Deeds.rename("column " + place.known().resolve(table), from, to),
              COLUMN,
              place,
              at,
              "applications that run use " + table + "." + Name.quoted(from),
              "ALTER TABLE %s ADD COLUMN %s %s; -- write both, and fill it in batches"
                  .formatted(table, Name.quoted(to), type(table, from, place)));
      default -> {
        // no new name
      }
    }
  }

  private static void moved(
      Name table, Name target, TableAction action, Place place, Report report) {
    var isRenamed = action instanceof TableAction.RenameTable;
    var undone = isRenamed ? target.local() : target.schema();
    var how = isRenamed ? "RENAME TO " + Name.quoted(undone) : "SET SCHEMA " + Name.quoted(undone);
    report.undoing(
        Deeds.rename("table", place.known().resolve(table).toString(), undone),
        TABLE,
        place,
        action.at(),
        "applications that run look for " + table,
        "ALTER TABLE %s %s;\nCREATE VIEW %s AS SELECT * FROM %s;"
            .formatted(table, how, table, target));
  }

  private static String type(Name table, String column, Place place) {
    return place.table(table).flatMap(t -> t.type(column)).map(type -> type.text()).orElse("…");
  }
}
