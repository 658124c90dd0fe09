package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.known.KnownTable;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which tables a command locks, and how (manual, section 13.3.1 "Table-Level Locks", and the pages
/// of the commands).
final class Locks {
  private final Known known;
  private final Map<Name, Mode> found = new TreeMap<>();

  /// Modes that are of interest, the weakest first.
  enum Mode {
    /// Readers and writers go on; other changes of the table wait.
    SHARE_UPDATE_EXCLUSIVE,
    /// Writers wait.
    SHARE,
    /// Writers wait.
    SHARE_ROW_EXCLUSIVE,
    /// Readers and writers wait.
    ACCESS_EXCLUSIVE;

    static Mode stronger(Mode one, Mode other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    /// The words of the manual.
    String words() {
      return name().replace('_', ' ');
    }
  }

  private Locks(Known known) {
    this.known = known;
  }

  /// The tables that a command locks, sorted; those that rows are written to are not among them.
  static Map<Name, Mode> of(Command command, Known known) {
    var locks = new Locks(known);
    locks.collect(command);
    return locks.found;
  }

  private void lock(Name table, Mode mode) {
    if (!table.isEmpty()) {
      found.merge(known.resolve(table), mode, Mode::stronger);
    }
  }

  private void collect(Command command) {
    switch (command) {
      case Command.AlterTable(var kind, var table, _, var actions) -> {
        if (kind == ObjectKind.TABLE) {
          actions.forEach(action -> action(table, action));
        }
      }
      case Command.CreateIndex(_, var table, var options, _) ->
          lock(
              table,
              options.contains(Option.CONCURRENTLY) ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE);
      case Command.CreateTrigger(_, var table) -> lock(table, Mode.SHARE_ROW_EXCLUSIVE);
      case Command.Drop drop -> drop(drop);
      case Command.Truncate(var tables, _) -> exclusive(tables);
      case Command.LockTables(var tables) -> exclusive(tables);
      case Command.Maintain maintain -> maintain(maintain);
      case Command.CreateTable create -> {
        var partition = create.options().contains(Option.PARTITION);
        create.parents().forEach(parent -> lock(parent, detaching(!partition)));
        create.constraints().forEach(this::references);
        create.columns().forEach(column -> column.constraints().forEach(this::references));
      }
      default -> {
        // locks no table against writers
      }
    }
  }

  private void exclusive(List<Name> tables) {
    tables.forEach(table -> lock(table, Mode.ACCESS_EXCLUSIVE));
  }

  private void references(Constraint constraint) {
    if (constraint.kind() == Constraint.Kind.FOREIGN_KEY) {
      lock(constraint.references(), Mode.SHARE_ROW_EXCLUSIVE);
    }
  }

  private void action(Name table, TableAction action) {
    lock(table, mode(action));
    switch (action) {
      case TableAction.AddConstraint(_, var constraint) -> references(constraint);
      case TableAction.AddColumn(_, var column, _) ->
          column.constraints().forEach(this::references);
      case TableAction.AttachPartition(_, var partition) -> lock(partition, Mode.ACCESS_EXCLUSIVE);
      case TableAction.DetachPartition(_, var partition, var options) ->
          lock(partition, detaching(options.contains(Option.CONCURRENTLY)));
      default -> {
        // no other table
      }
    }
  }

  private static Mode detaching(boolean concurrently) {
    return concurrently ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.ACCESS_EXCLUSIVE;
  }

  private static Mode mode(TableAction action) {
    return switch (action) {
      case TableAction.AddConstraint(_, var constraint) ->
          constraint.kind() == Constraint.Kind.FOREIGN_KEY
              ? Mode.SHARE_ROW_EXCLUSIVE
              : Mode.ACCESS_EXCLUSIVE;
      case TableAction.ValidateConstraint _, TableAction.Setting _, TableAction.AttachPartition _ ->
          Mode.SHARE_UPDATE_EXCLUSIVE;
      case TableAction.DetachPartition(_, _, var options) ->
          detaching(options.contains(Option.CONCURRENTLY));
      case TableAction.Other(_, var word) ->
          word.equals("enable") || word.equals("disable")
              ? Mode.SHARE_ROW_EXCLUSIVE
              : Mode.ACCESS_EXCLUSIVE;
      default -> Mode.ACCESS_EXCLUSIVE;
    };
  }

  private void drop(Command.Drop drop) {
    switch (drop.kind()) {
      case TABLE -> exclusive(drop.names());
      case TRIGGER, POLICY, RULE -> lock(drop.on(), Mode.ACCESS_EXCLUSIVE);
      case INDEX -> {
        var mode = detaching(drop.options().contains(Option.CONCURRENTLY));
        drop.names().stream()
            .flatMap(index -> known.tableOfIndex(index).map(KnownTable::name).stream())
            .forEach(table -> lock(table, mode));
      }
      default -> {
        // no table
      }
    }
  }

  private void maintain(Command.Maintain maintain) {
    var gentle = maintain.options().contains(Option.CONCURRENTLY);
    switch (maintain.task()) {
      case VACUUM -> lock(maintain.name(), detaching(!maintain.options().contains(Option.FULL)));
      case CLUSTER -> lock(maintain.name(), Mode.ACCESS_EXCLUSIVE);
      case REFRESH -> {
        // a view, not a table
      }
      case REINDEX -> {
        var table =
            maintain.kind() == ObjectKind.TABLE
                ? maintain.name()
                : known.tableOfIndex(maintain.name()).map(KnownTable::name).orElse(Name.NONE);
        lock(table, gentle ? Mode.SHARE_UPDATE_EXCLUSIVE : Mode.SHARE);
      }
    }
  }
}
