package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.TableAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Data that a section takes away.
///
/// @param what in words: `all rows of public.assets`
/// @param table whose rows, or whose column's values, they are; empty where no one table is meant
/// @param column whose values they are; empty for whole rows
public record Loss(String what, Optional<Name> table, Optional<String> column) {
  /// What the downgrade of a script loses, in the order of its statements; nothing where it has
  /// none.
  public static List<Loss> ofDowngrade(LintScript script) {
    return script.downgrade().map(section -> of(section.commands())).orElse(List.of());
  }

  /// What the upgrade of a script loses.
  public static List<Loss> ofUpgrade(LintScript script) {
    return of(script.upgrade().commands());
  }

  /// What the section itself made is no loss.
  private static List<Loss> of(List<Command> commands) {
    var losses = new ArrayList<Loss>();
    var made = new HashSet<Name>();
    for (var command : commands) {
      switch (command) {
        case Command.CreateTable(var table, _, _, _, _) -> made.add(table);
        case Command.Drop(var kind, var names, _, _) ->
            names.forEach(name -> dropped(kind, name).ifPresent(losses::add));
        case Command.Truncate(var tables, _) ->
            tables.forEach(table -> losses.add(rows("all rows of ", table)));
        case Command.Write(var verb, var table, _) -> {
          if (verb == Command.Verb.DELETE) {
            losses.add(rows("rows of ", table));
          }
        }
        case Command.AlterTable(_, var table, _, var actions) ->
            actions.forEach(action -> column(table, action).ifPresent(losses::add));
        default -> {
          // keeps what there is
        }
      }
    }
    return losses.stream().filter(loss -> loss.table().filter(made::contains).isEmpty()).toList();
  }

  private static Optional<Loss> dropped(ObjectKind kind, Name name) {
    return switch (kind) {
      case TABLE -> Optional.of(rows("all rows of ", name));
      case SCHEMA ->
          Optional.of(
              new Loss("all that is in the schema " + name, Optional.empty(), Optional.empty()));
      case SEQUENCE ->
          Optional.of(new Loss("the counter of " + name, Optional.empty(), Optional.empty()));
      default -> Optional.empty();
    };
  }

  private static Loss rows(String which, Name table) {
    return new Loss(which + table, Optional.of(table), Optional.empty());
  }

  private static Optional<Loss> column(Name table, TableAction action) {
    return action instanceof TableAction.DropColumn(_, var column, _)
        ? Optional.of(
            new Loss(
                "the values of %s.%s".formatted(table, Name.quoted(column)),
                Optional.of(table),
                Optional.of(column)))
        : Optional.empty();
  }

  /// What counts the rows that have something to lose; empty where that is not to be had.
  public Optional<String> countSql() {
    return table.map(
        name -> "SELECT count(%s) FROM %s".formatted(column.map(Name::quoted).orElse("*"), name));
  }

  /// Several in one sentence.
  public static String described(List<Loss> losses) {
    return losses.stream().map(Loss::what).distinct().collect(Collectors.joining(", "));
  }
}
