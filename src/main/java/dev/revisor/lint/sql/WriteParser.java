package dev.revisor.lint.sql;

import java.util.Set;

/// Commands that change rows, from behind their first word. Of a query with WITH, the command
/// behind the common table expressions counts.
final class WriteParser {
  private final Cursor cursor;

  WriteParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Command parse(String word) {
    return switch (word) {
      case "with" -> with();
      case "insert" -> {
        cursor.accept("into");
        yield write(Command.Verb.INSERT, Set.of());
      }
      case "update" -> limited(Command.Verb.UPDATE);
      case "delete" -> {
        cursor.accept("from");
        yield limited(Command.Verb.DELETE);
      }
      case "merge" -> {
        cursor.accept("into");
        yield write(Command.Verb.MERGE, Set.of());
      }
      case "copy" -> copy();
      default -> new Command.Other(word);
    };
  }

  private Command with() {
    while (!cursor.atEnd() && !cursor.seesAny("insert", "update", "delete", "merge", "select")) {
      cursor.skipItem();
    }
    var word = cursor.word();
    return word.equals("with") ? new Command.Other(word) : parse(word);
  }

  private Command limited(Command.Verb verb) {
    return write(verb, cursor.hasAhead("where") ? Set.of(Option.WHERE) : Set.of());
  }

  private Command write(Command.Verb verb, Set<Option> options) {
    cursor.accept("only");
    var table = cursor.name();
    return table.isEmpty()
        ? new Command.Other(verb.name().toLowerCase(java.util.Locale.ROOT))
        : new Command.Write(verb, table, options);
  }

  private Command copy() {
    var table = cursor.name();
    if (table.isEmpty()) {
      return new Command.Other("copy");
    }
    if (cursor.sees("(")) {
      cursor.skipItem();
    }
    return cursor.sees("from")
        ? new Command.Write(Command.Verb.COPY, table, Set.of())
        : new Command.Other("copy");
  }
}
