package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.script.TransactionMode;
import java.util.List;

/// What shares a transaction, and who begins it.
final class TransactionChecks implements Check {
  static final Rule STATEMENTS =
      new Rule(
          "transaction-statements",
          Level.ERROR,
          "The script begins or ends a transaction itself.",
          "Revisor runs a section in a transaction with the change of the version; with"
              + " transaction=none a script that breaks off leaves half of it.",
          "Remove BEGIN and COMMIT.");
  static final Rule MIXED =
      new Rule(
          "ddl-and-dml-mixed",
          Level.WARNING,
          "One transaction alters a table and changes its rows.",
          "The lock of ALTER TABLE is held while the rows change.",
          "A revision for each.");
  static final Rule UNBATCHED =
      new Rule(
          "unbatched-backfill",
          Level.WARNING,
          "UPDATE or DELETE without WHERE on an existing table.",
          "All rows stay locked until it ends, and the table doubles in size.",
          "Batches by key, with a COMMIT between them, from an application or a procedure.");

  @Override
  public List<Rule> rules() {
    return List.of(STATEMENTS, MIXED, UNBATCHED);
  }

  @Override
  public void look(Place place, Report report) {
    switch (place.command()) {
      case Command.Transaction(var boundary) -> boundary(boundary, place, report);
      case Command.Write(var verb, var table, var options) -> {
        if (!place.isNew(table)) {
          write(verb, table, options.contains(Option.WHERE), place, report);
        }
      }
      case Command.AlterTable(var kind, var table, _, _) -> {
        var name = place.known().resolve(table);
        var mixed = kind == ObjectKind.TABLE && place.progress().inTransaction();
        if (mixed && place.progress().written(name) && !place.isNew(table)) {
          mixed(table, place, report);
        }
      }
      default -> {
        // neither
      }
    }
  }

  private static void boundary(Command.Boundary boundary, Place place, Report report) {
    var progress = place.progress();
    if (progress.mode() == TransactionMode.REVISION) {
      report.add(
          STATEMENTS,
          place,
          "Revisor begins and ends the revision's transaction",
          "remove this statement");
    } else if (boundary == Command.Boundary.BEGIN) {
      report.add(
          STATEMENTS,
          place,
          progress.hasBegun()
              ? "a transaction is open already"
              : "a transaction of the script's own is not undone when the rest breaks off",
          "remove it, or make a revision of its own of what belongs together");
    } else if (!progress.hasBegun()) {
      report.add(STATEMENTS, place, "no transaction is open here", "remove this statement");
    }
  }

  private static void write(
      Command.Verb verb, Name table, boolean where, Place place, Report report) {
    var all = verb == Command.Verb.UPDATE || verb == Command.Verb.DELETE;
    if (all && !where) {
      report.add(
          UNBATCHED,
          place,
          "all rows of " + table + " are locked until this ends",
          batch(verb, table));
    }
    var name = place.known().resolve(table);
    if (place.progress().inTransaction() && place.progress().altered(name)) {
      mixed(table, place, report);
    }
  }

  private static String batch(Command.Verb verb, Name table) {
    var head = verb == Command.Verb.UPDATE ? "UPDATE %s SET …" : "DELETE FROM %s";
    return (head + " WHERE id IN (SELECT id FROM %s WHERE … LIMIT 10000); -- until it finds none")
        .formatted(table, table);
  }

  private static void mixed(Name table, Place place, Report report) {
    report.add(
        MIXED,
        place,
        "this transaction alters " + table + " and changes its rows",
        "a revision for each");
  }
}
