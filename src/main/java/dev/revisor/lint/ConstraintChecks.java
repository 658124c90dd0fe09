package dev.revisor.lint;

import dev.revisor.lint.known.KnownTable;
import dev.revisor.lint.sql.Column;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.stream.Collectors;

/// Constraints that are added to existing tables.
final class ConstraintChecks implements Check {
  static final Rule FOREIGN_KEY =
      new Rule(
          "fk-not-valid-missing",
          Level.LOCKING,
          "A foreign key is added to an existing table without NOT VALID.",
          "All rows are checked while nobody can write to either table.",
          "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a later revision.");
  static final Rule CHECK =
      new Rule(
          "check-not-valid-missing",
          Level.LOCKING,
          "A CHECK constraint is added to an existing table without NOT VALID.",
          "All rows are checked while nobody can read or write the table.",
          "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a later revision.");
  static final Rule VALIDATE =
      new Rule(
          "validate-in-same-transaction",
          Level.LOCKING,
          "A constraint is validated in the transaction that adds it.",
          "The lock of ADD CONSTRAINT is held while all rows are checked.",
          "VALIDATE CONSTRAINT in a revision of its own.");
  static final Rule UNIQUE =
      new Rule(
          "unique-constraint-direct",
          Level.LOCKING,
          "A UNIQUE constraint is added to an existing table without USING INDEX.",
          "Its index is built while nobody can read or write the table.",
          "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … UNIQUE USING INDEX.");
  static final Rule PRIMARY_KEY =
      new Rule(
          "primary-key-direct",
          Level.LOCKING,
          "A primary key is added to an existing table without USING INDEX.",
          "Its index is built while nobody can read or write the table.",
          "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … PRIMARY KEY USING INDEX.");
  static final Rule EXCLUSION =
      new Rule(
          "exclusion-constraint-added",
          Level.LOCKING,
          "An exclusion constraint is added to an existing table.",
          "Its index is built while nobody can read or write the table; there is no other way.",
          "A new table that has it, or a window without users.");

  /// What enforces it is no B-tree index: ADD CONSTRAINT … USING INDEX does not take it (manual,
  /// ALTER TABLE).
  private static final String NO_OTHER_WAY =
      "a new table that has the constraint, or a window without users";

  private static final int PARTITIONED_NOT_VALID = 18;

  @Override
  public List<Rule> rules() {
    return List.of(FOREIGN_KEY, CHECK, VALIDATE, UNIQUE, PRIMARY_KEY, EXCLUSION);
  }

  @Override
  public void look(Place place, Report report) {
    if (!(place.command() instanceof Command.AlterTable(var kind, var table, _, var actions))
        || kind != ObjectKind.TABLE
        || place.isNew(table)) {
      return;
    }
    for (var action : actions) {
      switch (action) {
        case TableAction.AddConstraint(_, var constraint) ->
            added(table, constraint, place, report);
        case TableAction.AddColumn(_, var column, _) -> column(table, column, place, report);
        case TableAction.ValidateConstraint(_, var name) -> {
          if (place.progress().addedUnvalidated(place.known().resolve(table), name)) {
            report.add(
                VALIDATE,
                place,
                action,
                "%s is validated in the transaction that added it".formatted(Name.quoted(name)),
                "-- in a later revision:\nALTER TABLE %s VALIDATE CONSTRAINT %s;"
                    .formatted(table, Name.quoted(name)));
          }
        }
        default -> {
          // no constraint
        }
      }
    }
  }

  /// A new column's values are all its default, so a foreign key without one has nothing to check.
  private static void column(Name table, Column column, Place place, Report report) {
    for (var constraint : column.constraints()) {
      var vacuous =
          constraint.kind() == Constraint.Kind.FOREIGN_KEY && column.defaultValue().isEmpty();
      if (!vacuous) {
        added(table, withColumn(constraint, column), place, report);
      }
    }
  }

  private static Constraint withColumn(Constraint constraint, Column column) {
    var name = Name.quoted(column.name());
    var definition =
        switch (constraint.kind()) {
          case FOREIGN_KEY -> "FOREIGN KEY (" + name + ") " + constraint.definition();
          case UNIQUE, PRIMARY_KEY -> constraint.definition() + " (" + name + ")";
          case CHECK, EXCLUDE, NOT_NULL -> constraint.definition();
        };
    return new Constraint(
        constraint.at(),
        constraint.kind(),
        constraint.name(),
        List.of(column.name()),
        constraint.options(),
        constraint.references(),
        constraint.notNull(),
        definition);
  }

  private static void added(Name table, Constraint constraint, Place place, Report report) {
    switch (constraint.kind()) {
      case FOREIGN_KEY -> {
        if (!constraint.has(Option.NOT_VALID)) {
          var other = constraint.references();
          var message = "writes to " + table + " and " + other + " wait while all rows are checked";
          report.at(
              FOREIGN_KEY, place, constraint.at(), message, foreignKey(table, constraint, place));
        }
      }
      case CHECK -> {
        if (!constraint.has(Option.NOT_VALID)) {
          var message = "all who use " + table + " wait while all rows are checked";
          report.at(CHECK, place, constraint.at(), message, inTwoSteps(table, constraint));
        }
      }
      case UNIQUE -> key(UNIQUE, "UNIQUE", table, constraint, place, report);
      case PRIMARY_KEY -> key(PRIMARY_KEY, "PRIMARY KEY", table, constraint, place, report);
      case EXCLUDE ->
          report.at(EXCLUSION, place, constraint.at(), indexIsBuilt(table), NO_OTHER_WAY);
      case NOT_NULL -> {
        // see ColumnChecks
      }
    }
  }

  /// Partitioned tables take no foreign key with NOT VALID before PostgreSQL 18.
  private static String foreignKey(Name table, Constraint constraint, Place place) {
    var partitioned = place.table(table).map(KnownTable::isPartitioned).orElse(false);
    return partitioned && place.server() < PARTITIONED_NOT_VALID
        ? "the same on each partition, with NOT VALID and VALIDATE CONSTRAINT, then on " + table
        : inTwoSteps(table, constraint);
  }

  private static String inTwoSteps(Name table, Constraint constraint) {
    var name = Name.quoted(constraint.nameOn(table));
    return """
        ALTER TABLE %1$s ADD CONSTRAINT %2$s %3$s NOT VALID;
        -- in a later revision:
        ALTER TABLE %1$s VALIDATE CONSTRAINT %2$s;"""
        .formatted(table, name, constraint.definition());
  }

  private static void key(
      Rule rule, String words, Name table, Constraint constraint, Place place, Report report) {
    if (constraint.has(Option.USING_INDEX)) {
      return;
    }
    var way =
        constraint.has(Option.WITHOUT_OVERLAPS)
            ? NO_OTHER_WAY
            : usingIndex(words, table, constraint);
    report.at(rule, place, constraint.at(), indexIsBuilt(table), way);
  }

  private static String indexIsBuilt(Name table) {
    return "all who use " + table + " wait while the constraint's index is built";
  }

  private static String usingIndex(String words, Name table, Constraint constraint) {
    var name = Name.quoted(constraint.nameOn(table));
    var columns = constraint.columns().stream().map(Name::quoted).collect(Collectors.joining(", "));
    return """
        -- in a revision with transaction=none:
        CREATE UNIQUE INDEX CONCURRENTLY %1$s ON %2$s (%3$s);
        -- then:
        ALTER TABLE %2$s ADD CONSTRAINT %1$s %4$s USING INDEX %1$s;"""
        .formatted(name, table, columns, words);
  }
}
