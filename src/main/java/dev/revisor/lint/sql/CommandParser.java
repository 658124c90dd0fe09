package dev.revisor.lint.sql;

import dev.revisor.script.Lexeme;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Makes a [Command] of a statement's tokens. Never fails; linear in their number.
public final class CommandParser {
  private final Cursor cursor;

  private CommandParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /// The command that a statement is.
  ///
  /// @param text the statement
  /// @param lexemes its tokens, or the first of them
  public static Command parse(String text, List<Lexeme> lexemes) {
    return new CommandParser(new Cursor(text, lexemes)).command();
  }

  private Command command() {
    var word = cursor.word();
    return switch (word) {
      case "create" -> new CreateParser(cursor).parse();
      case "alter" -> alter();
      case "drop" -> new DropParser(cursor).parse();
      case "truncate" -> truncate();
      case "reindex" -> reindex();
      case "cluster" -> maintain(Command.Task.CLUSTER);
      case "vacuum" -> maintain(Command.Task.VACUUM);
      case "refresh" -> refresh();
      case "lock" -> lock();
      case "grant" -> grant();
      case "set" -> set();
      case "begin", "start" -> new Command.Transaction(Command.Boundary.BEGIN);
      case "commit", "end", "rollback", "abort" -> end();
      default -> new WriteParser(cursor).parse(word);
    };
  }

  private Command end() {
    cursor.acceptAny("work", "transaction");
    return cursor.seesAny("to", "prepared")
        ? new Command.Other("rollback")
        : new Command.Transaction(Command.Boundary.END);
  }

  private Command alter() {
    if (cursor.sees("type") || cursor.sees("domain")) {
      return new TypeCommandParser(cursor).alter();
    }
    if (cursor.acceptAny("function", "procedure", "routine")) {
      return new RoutineParser(cursor).alter();
    }
    if (cursor.accept("extension")) {
      var name = cursor.name();
      return cursor.accept("update")
          ? new Command.UpdateExtension(name)
          : new Command.Other("alter");
    }
    var kind = DropParser.kind(cursor);
    return switch (kind) {
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE ->
          new AlterTableParser(cursor).parse(kind);
      case SCHEMA, DATABASE -> renamed(kind);
      default -> new Command.Other("alter");
    };
  }

  private Command renamed(ObjectKind kind) {
    var name = cursor.name();
    return cursor.accept("rename to")
        ? new Command.Rename(kind, name, cursor.identifier())
        : new Command.Other("alter");
  }

  private Command truncate() {
    cursor.accept("table");
    var names = cursor.names();
    Set<Option> options = cursor.hasAhead("cascade") ? Set.of(Option.CASCADE) : Set.of();
    return new Command.Truncate(List.copyOf(names), options);
  }

  private Command reindex() {
    var options = EnumSet.noneOf(Option.class);
    listed("concurrently", Option.CONCURRENTLY, options);
    var kind = DropParser.kind(cursor);
    if (cursor.accept("concurrently")) {
      options.add(Option.CONCURRENTLY);
    }
    return new Command.Maintain(Command.Task.REINDEX, kind, cursor.name(), Set.copyOf(options));
  }

  /// Options in parentheses: `(FULL, ANALYZE)`, `(FULL off)`.
  private void listed(String word, Option option, Set<Option> options) {
    if (!cursor.accept("(")) {
      return;
    }
    while (!cursor.atEnd() && !cursor.sees(")")) {
      if (cursor.accept(word) && !cursor.seesAny("false", "off", "0")) {
        options.add(option);
      }
      cursor.skipToComma();
      cursor.accept(",");
    }
    cursor.accept(")");
  }

  private Command maintain(Command.Task task) {
    var options = EnumSet.noneOf(Option.class);
    listed("full", Option.FULL, options);
    while (cursor.seesAny("full", "freeze", "verbose", "analyze", "analyse")) {
      if (cursor.word().equals("full")) {
        options.add(Option.FULL);
      }
    }
    var name = cursor.name();
    if (task == Command.Task.CLUSTER && cursor.accept("on")) {
      name = cursor.name();
    }
    return new Command.Maintain(task, ObjectKind.TABLE, name, Set.copyOf(options));
  }

  private Command refresh() {
    cursor.accept("materialized view");
    Set<Option> options = cursor.accept("concurrently") ? Set.of(Option.CONCURRENTLY) : Set.of();
    return new Command.Maintain(
        Command.Task.REFRESH, ObjectKind.MATERIALIZED_VIEW, cursor.name(), options);
  }

  private Command lock() {
    cursor.accept("table");
    return new Command.LockTables(List.copyOf(cursor.names()));
  }

  private Command grant() {
    var mark = cursor.mark();
    while (!cursor.atEnd() && !cursor.sees("to")) {
      cursor.skipItem();
    }
    var what = cursor.since(mark);
    return cursor.hasAhead("public") ? new Command.GrantToPublic(what) : new Command.Other("grant");
  }

  private Command set() {
    cursor.acceptAny("local", "session");
    if (cursor.accept("time zone")) {
      return new Command.SetTimeZone(value());
    }
    if (cursor.accept("timezone") && cursor.acceptAny("to", "=")) {
      return new Command.SetTimeZone(value());
    }
    return cursor.accept("search_path") && cursor.acceptAny("to", "=")
        ? new Command.SetSearchPath(firstSchema())
        : new Command.Other("set");
  }

  /// The schema of the user's own name is seldom there.
  private String firstSchema() {
    var first = value();
    return first.equals("$user") && cursor.accept(",") ? value() : first;
  }

  private String value() {
    var word = cursor.identifier();
    return word.isEmpty() ? cursor.string() : word;
  }
}
