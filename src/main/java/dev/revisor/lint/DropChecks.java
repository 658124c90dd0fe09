package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What takes data, or a guarantee about data, away.
final class DropChecks implements Check {
  static final Rule TABLE =
      new Rule(
          "drop-table",
          Level.DESTRUCTIVE,
          "A table is dropped.",
          "Its rows are lost, and applications that read it break.",
          "Rename it first, wait, and drop it in a later revision that allows it with a reason.");
  static final Rule SCHEMA =
      new Rule(
          "drop-schema",
          Level.DESTRUCTIVE,
          "A schema is dropped.",
          "What is in it is lost.",
          "Drop what is in it by name first, each with its reason.");
  static final Rule DATABASE =
      new Rule(
          "drop-database",
          Level.DESTRUCTIVE,
          "A database is dropped.",
          "All that is in it is lost; a migration has no business with it.",
          "Leave it to whoever runs the server.");
  static final Rule COLUMN =
      new Rule(
          "drop-column",
          Level.DESTRUCTIVE,
          "A column is dropped.",
          "Its values are lost, and applications that name it break.",
          "Stop reading and writing it, deploy, then drop it with a reason.");
  static final Rule CONSTRAINT =
      new Rule(
          "drop-constraint",
          Level.WARNING,
          "A constraint is dropped.",
          "What readers rely on no longer holds; a constraint may take dependent ones along.",
          "Look at what reads the table first.");
  static final Rule NOT_NULL =
      new Rule(
          "drop-not-null",
          Level.WARNING,
          "A column may be NULL from now on.",
          "Applications that do not expect NULL break.",
          "Look at what reads the column first.");
  static final Rule DEFAULT =
      new Rule(
          "drop-default",
          Level.WARNING,
          "A column's default is dropped.",
          "Applications that leave the column out insert NULL, or fail.",
          "Look at what writes the table first.");
  static final Rule CASCADE =
      new Rule(
          "truncate-cascade",
          Level.DESTRUCTIVE,
          "CASCADE drops or empties objects that are not named.",
          "What depends on the object when it runs goes too, whatever that is.",
          "Name the objects.");
  static final Rule TRUNCATE =
      new Rule(
          "truncate-table",
          Level.DESTRUCTIVE,
          "A table is emptied.",
          "Its rows are lost.",
          "DELETE with a WHERE clause, or keep the rows in another table first.");

  static final Rule ROWS =
      new Rule(
          "delete-rows",
          Level.DESTRUCTIVE,
          "A downgrade deletes rows of a table that stays.",
          "They are lost, and not brought back by the next upgrade.",
          "Leave the rows, or keep them in another table first.");

  private static final Set<ObjectKind> HARMLESS =
      Set.of(ObjectKind.TRIGGER, ObjectKind.POLICY, ObjectKind.RULE);

  @Override
  public List<Rule> rules() {
    return List.of(
        TABLE, SCHEMA, DATABASE, COLUMN, CONSTRAINT, NOT_NULL, DEFAULT, CASCADE, TRUNCATE, ROWS);
  }

  @Override
  public void look(Place place, Report report) {
    switch (place.command()) {
      case Command.Drop drop -> drop(drop, place, report);
      case Command.Truncate(var tables, var options) -> {
        if (options.contains(Option.CASCADE)) {
          report.add(
              CASCADE,
              place,
              "CASCADE empties every table that refers to " + listed(tables),
              "TRUNCATE " + listed(tables) + ", …;");
        }
        tables.stream()
            .filter(table -> !place.isNew(table))
            .forEach(
                table ->
                    report.add(
                        TRUNCATE,
                        place,
                        "the rows of " + table + " are lost",
                        "DELETE FROM " + table + " WHERE …;"));
      }
      case Command.Write(var verb, var table, var options) -> {
        if (verb == Command.Verb.DELETE && place.part() == Part.DOWNGRADE && !place.isNew(table)) {
          rows(table, options, place, report);
        }
      }
      case Command.AlterTable(var kind, var table, _, var actions) -> {
        if (kind == ObjectKind.TABLE && !place.isNew(table)) {
          actions.forEach(action -> action(table, action, place, report));
        }
      }
      default -> {
        // takes nothing away
      }
    }
  }

  private static String listed(List<Name> names) {
    return names.stream().map(Name::toString).collect(Collectors.joining(", "));
  }

  private static void drop(Command.Drop drop, Place place, Report report) {
    if (drop.options().contains(Option.CASCADE) && !HARMLESS.contains(drop.kind())) {
      report.add(
          CASCADE,
          place,
          "CASCADE drops everything that depends on " + listed(drop.names()),
          "DROP %s %s; -- after what depends on it, by name"
              .formatted(drop.kind().words(), listed(drop.names())));
    }
    for (var name : drop.names()) {
      switch (drop.kind()) {
        case TABLE -> table(name, place, report);
        case SCHEMA -> schema(name, place, report);
        case DATABASE ->
            report.add(DATABASE, place, "the database " + name + " is lost", DATABASE.instead());
        default -> {
          // holds no rows
        }
      }
    }
  }

  /// Rows that the upgrade put there are chosen by a WHERE clause: others may have come since.
  private static void rows(Name table, Set<Option> options, Place place, Report report) {
    var name = place.known().resolve(table);
    var deed =
        place.isOwn(table)
            ? Deeds.dropTable(name)
            : options.contains(Option.WHERE) ? Deeds.deleteRows(name) : "";
    report.undoing(deed, ROWS, place, 0, "rows of " + table + " are lost", ROWS.instead());
  }

  private static void table(Name name, Place place, Report report) {
    if (!place.isNew(name)) {
      report.undoing(
          Deeds.dropTable(place.known().resolve(name)),
          TABLE,
          place,
          0,
          "the rows of " + name + " are lost",
          "ALTER TABLE %s RENAME TO %s; -- and drop it in a later revision"
              .formatted(name, Name.quoted(name.local() + "_unused")));
    }
  }

  private static void schema(Name name, Place place, Report report) {
    if (!place.progress().made(name)) {
      report.undoing(
          Deeds.dropSchema(name.local()),
          SCHEMA,
          place,
          0,
          "what is in the schema " + name + " is lost",
          "DROP what is in it by name; then DROP SCHEMA " + name + " RESTRICT;");
    }
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    var name = place.known().resolve(table);
    switch (action) {
      case TableAction.DropColumn(_, var column, var options) -> {
        cascade(action, options, "column " + Name.quoted(column), place, report);
        var message = "the values of %s.%s are lost".formatted(table, Name.quoted(column));
        lost(COLUMN, Deeds.dropColumn(name, column), action, message, place, report);
      }
      case TableAction.DropConstraint(_, var constraint, var options) -> {
        cascade(action, options, "constraint " + Name.quoted(constraint), place, report);
        var message = "%s no longer holds for %s".formatted(Name.quoted(constraint), table);
        lost(CONSTRAINT, Deeds.dropConstraint(name, constraint), action, message, place, report);
      }
      case TableAction.DropNotNull(_, var column) -> {
        var message = "%s.%s may be NULL from now on".formatted(table, Name.quoted(column));
        lost(NOT_NULL, Deeds.dropNotNull(name, column), action, message, place, report);
      }
      case TableAction.DropDefault(_, var column) -> {
        var message = "%s.%s has no default from now on".formatted(table, Name.quoted(column));
        lost(DEFAULT, Deeds.dropDefault(name, column), action, message, place, report);
      }
      default -> {
        // takes nothing away
      }
    }
  }

  private static void lost(
      Rule rule, String deed, TableAction action, String message, Place place, Report report) {
    report.undoing(deed, rule, place, action.at(), message, rule.instead());
  }

  private static void cascade(
      TableAction action, Set<Option> options, String what, Place place, Report report) {
    if (options.contains(Option.CASCADE)) {
      report.add(
          CASCADE,
          place,
          action,
          "CASCADE drops everything that depends on the " + what,
          "drop what depends on it by name, first");
    }
  }
}
