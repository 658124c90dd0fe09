package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.TableAction;
import java.util.HashSet;
import java.util.Set;

/// What an upgrade did, as far as its downgrade may undo it without a finding: who takes a revision
/// back wants its tables and columns gone. Deeds are named by what would undo them.
final class Deeds {
  private final Set<String> done = new HashSet<>();

  static String dropTable(Name table) {
    return "drop table " + table;
  }

  static String dropSchema(String schema) {
    return "drop schema " + schema;
  }

  static String dropColumn(Name table, String column) {
    return "drop column " + table + " " + column;
  }

  static String dropConstraint(Name table, String constraint) {
    return "drop constraint " + table + " " + constraint;
  }

  static String dropNotNull(Name table, String column) {
    return "drop not null " + table + " " + column;
  }

  static String dropDefault(Name table, String column) {
    return "drop default " + table + " " + column;
  }

  /// Some of a table's rows.
  static String deleteRows(Name table) {
    return "delete rows " + table;
  }

  static String rename(String kind, String from, String to) {
    return "rename " + kind + " " + from + " " + to;
  }

  /// All so far.
  Set<String> done() {
    return done;
  }

  /// @param known what there was before the command
  void note(Command command, Known known) {
    switch (command) {
      case Command.CreateTable(var table, _, _, _, _) -> done.add(dropTable(known.resolve(table)));
      case Command.CreateSchema(var schema, _) -> done.add(dropSchema(schema.local()));
      case Command.AlterTable(_, var table, _, var actions) ->
          actions.forEach(action -> note(known.resolve(table), action));
      case Command.Rename(var kind, var name, var to) -> {
        if (kind == ObjectKind.SCHEMA) {
          done.add(rename("schema", to, name.local()));
        }
      }
      case Command.RenameEnumValue(var type, var from, var to) ->
          done.add(rename("value " + known.resolve(type), to, from));
      case Command.Write(var verb, var table, _) -> {
        if (verb == Command.Verb.INSERT || verb == Command.Verb.COPY) {
          done.add(deleteRows(known.resolve(table)));
        }
      }
      default -> {
        // nothing that a rule would find in a downgrade
      }
    }
  }

  private void note(Name table, TableAction action) {
    switch (action) {
      case TableAction.AddColumn(_, var column, _) -> done.add(dropColumn(table, column.name()));
      case TableAction.AddConstraint(_, var constraint) ->
          done.add(dropConstraint(table, constraint.nameOn(table)));
      case TableAction.SetNotNull(_, var column) -> done.add(dropNotNull(table, column));
      case TableAction.SetDefault(_, var column, _) -> done.add(dropDefault(table, column));
      case TableAction.RenameColumn(_, var from, var to) ->
          done.add(rename("column " + table, to, from));
      case TableAction.RenameTable(_, var to) ->
          done.add(rename("table", table.sibling(to).toString(), table.local()));
      case TableAction.MoveToSchema(_, var schema) ->
          done.add(rename("table", new Name(schema, table.local()).toString(), table.schema()));
      default -> {
        // nothing that a rule would find in a downgrade
      }
    }
  }
}
