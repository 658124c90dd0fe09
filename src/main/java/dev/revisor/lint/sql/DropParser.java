package dev.revisor.lint.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// `DROP …`, from behind that word.
final class DropParser {
  private final Cursor cursor;

  DropParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Command parse() {
    var kind = kind(cursor);
    var options = EnumSet.noneOf(Option.class);
    if (cursor.accept("concurrently")) {
      options.add(Option.CONCURRENTLY);
    }
    if (cursor.accept("if exists")) {
      options.add(Option.IF_EXISTS);
    }
    var names = names();
    var on = Name.NONE;
    var attached =
        kind == ObjectKind.TRIGGER || kind == ObjectKind.POLICY || kind == ObjectKind.RULE;
    if (attached && cursor.accept("on")) {
      on = cursor.name();
    }
    while (!cursor.atEnd()) {
      if (cursor.accept("cascade")) {
        options.add(Option.CASCADE);
      } else {
        cursor.skipItem();
      }
    }
    return new Command.Drop(kind, names, on, Set.copyOf(options));
  }

  private List<Name> names() {
    var names = new ArrayList<Name>();
    do {
      var name = cursor.name();
      if (name.isEmpty()) {
        break;
      }
      names.add(name);
      if (cursor.sees("(")) {
        cursor.skipItem();
      }
    } while (cursor.accept(","));
    return List.copyOf(names);
  }

  /// The words of a kind of object, gone past.
  static ObjectKind kind(Cursor cursor) {
    if (cursor.accept("foreign table")) {
      return ObjectKind.FOREIGN_TABLE;
    }
    if (cursor.accept("materialized view")) {
      return ObjectKind.MATERIALIZED_VIEW;
    }
    return switch (cursor.word()) {
      case "table" -> ObjectKind.TABLE;
      case "view" -> ObjectKind.VIEW;
      case "index" -> ObjectKind.INDEX;
      case "sequence" -> ObjectKind.SEQUENCE;
      case "schema" -> ObjectKind.SCHEMA;
      case "database" -> ObjectKind.DATABASE;
      case "type" -> ObjectKind.TYPE;
      case "domain" -> ObjectKind.DOMAIN;
      case "function", "procedure", "routine", "aggregate" -> ObjectKind.ROUTINE;
      case "extension" -> ObjectKind.EXTENSION;
      case "trigger" -> ObjectKind.TRIGGER;
      case "policy" -> ObjectKind.POLICY;
      case "rule" -> ObjectKind.RULE;
      default -> ObjectKind.OTHER;
    };
  }
}
