package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import dev.revisor.script.TransactionMode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// What a section has done so far, as a whole and in the transaction that is open.
final class Progress {
  private final TransactionMode mode;
  private final Set<Name> made = new HashSet<>();
  private final Set<Name> locked = new LinkedHashSet<>();
  private final Set<Name> altered = new HashSet<>();
  private final Set<Name> written = new HashSet<>();
  private final Set<String> unvalidated = new HashSet<>();
  private final Set<String> enumValues = new HashSet<>();
  private boolean begun;
  private boolean utc;
  private int unrepeatable;

  Progress(TransactionMode mode) {
    this.mode = mode;
  }

  /// Whether the next statement is part of a transaction with others.
  boolean inTransaction() {
    return mode == TransactionMode.REVISION || begun;
  }

  /// Whether the script itself has begun a transaction.
  boolean hasBegun() {
    return begun;
  }

  TransactionMode mode() {
    return mode;
  }

  /// Whether the section made this table, view, type or schema.
  boolean made(Name name) {
    return made.contains(name);
  }

  /// The tables that this transaction holds locked against readers, in the order of their locks.
  Set<Name> locked() {
    return locked;
  }

  boolean altered(Name table) {
    return altered.contains(table);
  }

  boolean written(Name table) {
    return written.contains(table);
  }

  /// Whether this transaction added the constraint with NOT VALID.
  boolean addedUnvalidated(Name table, String constraint) {
    return unvalidated.contains(key(table, constraint));
  }

  /// The values that this transaction added to enums that were there, as string constants.
  Set<String> enumValues() {
    return enumValues;
  }

  /// Whether the script has set the time zone to UTC.
  boolean isUtc() {
    return utc;
  }

  /// How many statements cannot be run twice.
  int unrepeatable() {
    return unrepeatable;
  }

  /// Goes past a statement.
  ///
  /// @param known what there was before it
  void pass(Command command, Known known) {
    if (command instanceof Command.Transaction(var boundary)) {
      begun = boundary == Command.Boundary.BEGIN;
      forget();
      return;
    }
    unrepeatable += RobustnessChecks.isRepeatable(command) ? 0 : 1;
    locks(command, known);
    make(command, known);
    changes(command, known);
    if (!inTransaction()) {
      forget();
    }
  }

  private void forget() {
    locked.clear();
    altered.clear();
    written.clear();
    unvalidated.clear();
    enumValues.clear();
  }

  private void locks(Command command, Known known) {
    Locks.of(command, known)
        .forEach(
            (table, mode) -> {
              if (mode == Locks.Mode.ACCESS_EXCLUSIVE && !made.contains(table)) {
                locked.add(table);
              }
            });
  }

  private void make(Command command, Known known) {
    switch (command) {
      case Command.CreateTable(var table, var options, _, _, _) -> {
        if (!options.contains(Option.IF_NOT_EXISTS) || known.table(table).isEmpty()) {
          made.add(known.resolve(table));
        }
      }
      case Command.CreateView(var view, var options, _) -> {
        if (!options.contains(Option.OR_REPLACE)) {
          made.add(known.resolve(view));
        }
      }
      case Command.CreateType(var type) -> made.add(known.resolve(type));
      case Command.CreateDomain(var domain, _) -> made.add(known.resolve(domain));
      case Command.CreateSchema(var schema, _) -> made.add(schema);
      case Command.CreateIndex(var index, var table, _, _) -> {
        if (!index.isEmpty()) {
          made.add(known.resolve(table).sibling(index.local()));
        }
      }
      default -> {
        // makes nothing that rules ask for
      }
    }
  }

  private void changes(Command command, Known known) {
    switch (command) {
      case Command.AlterTable(var kind, var given, _, var actions) -> {
        if (kind == ObjectKind.TABLE) {
          var table = known.resolve(given);
          altered.add(table);
          actions.forEach(action -> remember(table, action));
        }
      }
      case Command.Write(_, var table, _) -> written.add(known.resolve(table));
      case Command.AddEnumValue(var type, var value, _) -> {
        if (!made.contains(known.resolve(type))) {
          enumValues.add("'" + value.replace("'", "''") + "'");
        }
      }
      case Command.SetTimeZone(var zone) -> utc = zone.equalsIgnoreCase("utc");
      default -> {
        // no change of a table
      }
    }
  }

  private void remember(Name table, TableAction action) {
    switch (action) {
      case TableAction.AddConstraint(_, Constraint constraint) -> {
        if (constraint.has(Option.NOT_VALID)) {
          unvalidated.add(key(table, constraint.nameOn(table)));
        }
      }
      case TableAction.RenameTable(_, var to) -> {
        if (made.contains(table)) {
          made.add(table.sibling(to));
        }
      }
      default -> {
        // nothing to remember
      }
    }
  }

  private static String key(Name table, String constraint) {
    return table + "." + constraint;
  }
}
