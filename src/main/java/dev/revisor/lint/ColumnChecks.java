package dev.revisor.lint;

import dev.revisor.lint.sql.Column;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.Expression;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.List;

/// NOT NULL, and columns that are added with it or with values of their own.
final class ColumnChecks implements Check {
  static final Rule SET_NOT_NULL =
      new Rule(
          "set-not-null",
          Level.LOCKING,
          "SET NOT NULL on a column that no validated constraint proves to be not null.",
          "All rows are checked while nobody can read or write the table.",
          "A CHECK (c IS NOT NULL) NOT VALID, VALIDATE in a later revision, then SET NOT NULL.");
  static final Rule REQUIRED =
      new Rule(
          "add-required-column",
          Level.ERROR,
          "A NOT NULL column without a default is added to an existing table.",
          "It fails as soon as the table has a row.",
          "Add it with a constant default, or without NOT NULL, fill it, then see set-not-null.");
  static final Rule VOLATILE =
      new Rule(
          "volatile-default",
          Level.REWRITING,
          "A column is added with a default that has to be computed for each row.",
          "The whole table is written anew while nobody can read it.",
          "Add the column without a default, SET DEFAULT, and fill it in batches.");
  static final Rule GENERATED =
      new Rule(
          "generated-or-serial-column-added",
          Level.REWRITING,
          "A stored generated, identity or serial column is added to an existing table.",
          "The whole table is written anew while nobody can read it.",
          "A plain column that a trigger or the application fills, or a new table.");

  /// Since when NOT NULL is a constraint that can be NOT VALID.
  private static final int NOT_NULL_CONSTRAINTS = 18;

  private static final String AS_CONSTRAINT =
      """
      ALTER TABLE %1$s ADD CONSTRAINT %2$s NOT NULL %3$s NOT VALID;
      -- in a later revision:
      ALTER TABLE %1$s VALIDATE CONSTRAINT %2$s;""";

  private static final String AS_CHECK =
      """
      ALTER TABLE %1$s ADD CONSTRAINT %2$s CHECK (%3$s IS NOT NULL) NOT VALID;
      -- in a later revision:
      ALTER TABLE %1$s VALIDATE CONSTRAINT %2$s;
      -- then:
      ALTER TABLE %1$s ALTER COLUMN %3$s SET NOT NULL, DROP CONSTRAINT %2$s;""";

  @Override
  public List<Rule> rules() {
    return List.of(SET_NOT_NULL, REQUIRED, VOLATILE, GENERATED);
  }

  @Override
  public void look(Place place, Report report) {
    if (!(place.command() instanceof Command.AlterTable(var kind, var table, _, var actions))
        || kind != ObjectKind.TABLE
        || place.isNew(table)) {
      return;
    }
    actions.forEach(action -> action(table, action, place, report));
  }

  private static void action(Name table, TableAction action, Place place, Report report) {
    switch (action) {
      case TableAction.SetNotNull(var at, var column) -> notNull(table, column, at, place, report);
      case TableAction.AddConstraint(var at, var constraint) -> {
        if (constraint.kind() == Constraint.Kind.NOT_NULL && !constraint.has(Option.NOT_VALID)) {
          constraint.columns().forEach(column -> notNull(table, column, at, place, report));
        }
      }
      case TableAction.AddColumn(_, var column, var options) -> {
        var known = place.table(table).flatMap(t -> t.type(column.name()));
        if (known.isEmpty() || !options.contains(Option.IF_NOT_EXISTS)) {
          added(table, column, action, place, report);
        }
      }
      case TableAction.SetExpression(_, var column) ->
          report.add(
              GENERATED,
              place,
              action,
              "all rows of " + table + " are computed anew while nobody can read it",
              "a new column instead of " + Name.quoted(column));
      default -> {
        // no column of interest
      }
    }
  }

  private static void notNull(Name table, String column, int at, Place place, Report report) {
    var known = place.table(table);
    if (known.map(t -> t.isNotNull(column) || t.isProvenNotNull(column)).orElse(false)) {
      return;
    }
    var quoted = Name.quoted(column);
    var constraint = Name.quoted(table.local() + "_" + column + "_not_null");
    report.at(
        SET_NOT_NULL,
        place,
        at,
        "all who use " + table + " wait while " + quoted + " is checked in all rows",
        (place.server() >= NOT_NULL_CONSTRAINTS ? AS_CONSTRAINT : AS_CHECK)
            .formatted(table, constraint, quoted));
  }

  private static void added(
      Name table, Column column, TableAction action, Place place, Report report) {
    if (isComputed(column)) {
      report.add(
          GENERATED,
          place,
          action,
          "adding " + Name.quoted(column.name()) + " writes all rows of " + table + " anew",
          computedOtherwise(table, column));
      return;
    }
    if (column.isNotNull() && lacksDefault(column)) {
      report.add(
          REQUIRED,
          place,
          action,
          "adding %s fails when %s has rows: it is NOT NULL without a default"
              .formatted(Name.quoted(column.name()), table),
          withoutRequiring(table, column));
    }
    var call = Volatility.firstVolatile(column, place.known());
    if (call.isPresent()) {
      var message = "%s() is computed for each row: all rows of %s are written anew";
      report.add(
          VOLATILE, place, action, message.formatted(call.get(), table), inSteps(table, column));
    }
  }

  private static boolean isComputed(Column column) {
    return column.type().isSerial()
        || column.generation() == Column.Generation.IDENTITY
        || column.generation() == Column.Generation.STORED;
  }

  private static boolean lacksDefault(Column column) {
    return column.generation() == Column.Generation.NONE
        && column.defaultValue().map(Expression::isNull).orElse(true);
  }

  private static String computedOtherwise(Name table, Column column) {
    var type =
        switch (column.type().name()) {
          case "serial" -> "integer";
          case "bigserial" -> "bigint";
          case "smallserial" -> "smallint";
          default -> column.type().text();
        };
    return "ALTER TABLE %s ADD COLUMN %s %s; -- filled by a trigger, and in batches for old rows"
        .formatted(table, Name.quoted(column.name()), type);
  }

  private static String withoutRequiring(Name table, Column column) {
    var name = Name.quoted(column.name());
    return "ALTER TABLE %s ADD COLUMN %s %s; -- then fill it, and SET NOT NULL in a later revision"
        .formatted(table, name, column.type().text());
  }

  private static String inSteps(Name table, Column column) {
    var name = Name.quoted(column.name());
    var value = column.defaultValue().map(expression -> expression.text()).orElse("…");
    return """
        ALTER TABLE %1$s ADD COLUMN %2$s %3$s;
        ALTER TABLE %1$s ALTER COLUMN %2$s SET DEFAULT %4$s;
        -- in a later revision, in batches:
        UPDATE %1$s SET %2$s = %4$s WHERE %2$s IS NULL AND …;"""
        .formatted(table, name, column.type().text(), value);
  }
}
