package dev.revisor.lint.sql;

import java.util.EnumSet;
import java.util.Set;

/// `ALTER TYPE` and `ALTER DOMAIN`, from behind ALTER.
final class TypeCommandParser {
  private static final Command OTHER = new Command.Other("alter");

  private final Cursor cursor;

  TypeCommandParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Command alter() {
    var domain = cursor.word().equals("domain");
    var name = cursor.name();
    if (cursor.accept("rename to")) {
      var kind = domain ? ObjectKind.DOMAIN : ObjectKind.TYPE;
      return new Command.Rename(kind, name, cursor.identifier());
    }
    return domain ? domain(name) : type(name);
  }

  private Command type(Name name) {
    if (cursor.accept("rename value")) {
      var from = cursor.string();
      cursor.accept("to");
      return new Command.RenameEnumValue(name, from, cursor.string());
    }
    if (!cursor.accept("add value")) {
      return OTHER;
    }
    var options = EnumSet.noneOf(Option.class);
    if (cursor.accept("if not exists")) {
      options.add(Option.IF_NOT_EXISTS);
    }
    var value = cursor.string();
    if (cursor.seesAny("before", "after")) {
      options.add(Option.POSITIONED);
    }
    return new Command.AddEnumValue(name, value, Set.copyOf(options));
  }

  private Command domain(Name name) {
    var mark = cursor.mark();
    if (cursor.accept("set not null")) {
      return new Command.AlterDomain(name, Set.of(Option.NOT_NULL), "SET NOT NULL");
    }
    if (!cursor.accept("add")) {
      return OTHER;
    }
    while (!cursor.atEnd() && !cursor.sees("not valid")) {
      cursor.skipItem();
    }
    var addition = cursor.since(mark);
    Set<Option> options =
        cursor.atEnd() ? Set.of(Option.CHECK) : Set.of(Option.CHECK, Option.NOT_VALID);
    return new Command.AlterDomain(name, options, addition);
  }
}
