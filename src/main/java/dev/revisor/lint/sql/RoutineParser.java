package dev.revisor.lint.sql;

import dev.revisor.script.Lexeme;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// CREATE and ALTER FUNCTION and PROCEDURE, from behind those words.
final class RoutineParser {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private final Cursor cursor;

  RoutineParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Command create() {
    var name = cursor.name();
    if (name.isEmpty()) {
      return new Command.Other("create");
    }
    var mentions = new TreeSet<String>();
    var options = options(mentions);
    return new Command.CreateRoutine(name, options, mentions);
  }

  Command alter() {
    var name = cursor.name();
    if (cursor.sees("(")) {
      cursor.skipItem();
    }
    if (cursor.accept("rename to")) {
      return new Command.Rename(ObjectKind.ROUTINE, name, cursor.identifier());
    }
    return new Command.AlterRoutine(name, options(new TreeSet<>()));
  }

  /// Reads clauses outside parentheses; strings among them are the body.
  private Set<Option> options(Set<String> mentions) {
    var options = EnumSet.noneOf(Option.class);
    while (!cursor.atEnd() && !cursor.sees("begin")) {
      if (cursor.acceptAny("security definer", "external security definer")) {
        options.add(Option.SECURITY_DEFINER);
      } else if (cursor.accept("set search_path")) {
        options.add(Option.SEARCH_PATH);
      } else if (cursor.acceptAny("immutable", "stable")) {
        options.add(Option.NOT_VOLATILE);
      } else {
        if (cursor.peek().kind() == Lexeme.Kind.STRING) {
          mention(cursor.peek().text(), mentions);
        }
        cursor.skipItem();
      }
    }
    return Set.copyOf(options);
  }

  private static void mention(String body, Set<String> mentions) {
    WORD.matcher(body)
        .results()
        .forEach(word -> mentions.add(word.group().toLowerCase(Locale.ROOT)));
  }
}
