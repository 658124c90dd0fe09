package dev.revisor.lint.sql;

import dev.revisor.script.Lexeme;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// `CREATE …`, from behind that word.
final class CreateParser {
  private final Cursor cursor;
  private final EnumSet<Option> options = EnumSet.noneOf(Option.class);

  CreateParser(Cursor cursor) {
    this.cursor = cursor;
  }

  Command parse() {
    take("or replace", Option.OR_REPLACE);
    cursor.acceptAny("global", "local");
    take("temporary", Option.TEMPORARY);
    take("temp", Option.TEMPORARY);
    cursor.acceptAny("unlogged", "foreign", "recursive", "trusted", "constraint");
    if (cursor.accept("table")) {
      return table();
    }
    if (cursor.sees("unique index") || cursor.sees("index")) {
      take("unique", Option.UNIQUE);
      cursor.accept("index");
      return index();
    }
    if (cursor.acceptAny("function", "procedure")) {
      return new RoutineParser(cursor).create();
    }
    if (cursor.seesAny("view", "recursive view", "materialized view")) {
      cursor.accept("recursive");
      take("materialized", Option.MATERIALIZED);
      cursor.accept("view");
      return view();
    }
    return small();
  }

  private Command small() {
    if (cursor.accept("schema")) {
      return schema();
    }
    if (cursor.accept("extension")) {
      take("if not exists", Option.IF_NOT_EXISTS);
      return new Command.CreateExtension(cursor.name(), options);
    }
    if (cursor.accept("sequence")) {
      take("if not exists", Option.IF_NOT_EXISTS);
      return new Command.CreateSequence(cursor.name(), options);
    }
    if (cursor.accept("type")) {
      return new Command.CreateType(cursor.name());
    }
    if (cursor.accept("domain")) {
      return domain();
    }
    return cursor.acceptAny("trigger", "constraint trigger") ? trigger() : other();
  }

  private Command other() {
    return new Command.Other("create");
  }

  private void take(String words, Option option) {
    if (cursor.accept(words)) {
      options.add(option);
    }
  }

  private Command table() {
    take("if not exists", Option.IF_NOT_EXISTS);
    var table = cursor.name();
    if (table.isEmpty()) {
      return other();
    }
    var parents = new ArrayList<Name>();
    if (cursor.accept("partition of")) {
      options.add(Option.PARTITION);
      options.add(Option.DERIVED);
      parents.add(cursor.name());
    }
    var columns = new ArrayList<Column>();
    var constraints = new ArrayList<Constraint>();
    if (cursor.accept("(")) {
      elements(columns, constraints);
    }
    if (cursor.accept("inherits") && cursor.accept("(")) {
      parents.addAll(cursor.names());
      cursor.skipToClose();
    }
    if (!parents.isEmpty() || cursor.hasAhead("as")) {
      options.add(Option.DERIVED);
    }
    if (cursor.hasAhead("partition by")) {
      options.add(Option.PARTITIONED);
    }
    return new Command.CreateTable(
        table, Set.copyOf(options), List.copyOf(columns), List.copyOf(constraints), parents);
  }

  private void elements(List<Column> columns, List<Constraint> constraints) {
    var parser = new ColumnParser(cursor);
    while (!cursor.atEnd() && !cursor.sees(")")) {
      if (cursor.sees("like")) {
        options.add(Option.DERIVED);
      } else if (parser.seesConstraint()) {
        parser.tableConstraint().ifPresent(constraints::add);
      } else {
        var column = parser.column();
        if (!column.name().isEmpty()) {
          columns.add(column);
        }
      }
      cursor.skipToComma();
      cursor.accept(",");
    }
    cursor.accept(")");
  }

  private Command index() {
    take("concurrently", Option.CONCURRENTLY);
    take("if not exists", Option.IF_NOT_EXISTS);
    var index = cursor.sees("on") ? Name.NONE : cursor.name();
    if (!cursor.accept("on")) {
      return other();
    }
    cursor.accept("only");
    var table = cursor.name();
    if (cursor.accept("using")) {
      cursor.identifier();
    }
    var columns = cursor.columns();
    take("nulls not distinct", Option.NOT_NULL);
    if (cursor.hasAhead("where")) {
      options.add(Option.WHERE);
    }
    return table.isEmpty()
        ? other()
        : new Command.CreateIndex(index, table, Set.copyOf(options), List.copyOf(columns));
  }

  private Command view() {
    take("if not exists", Option.IF_NOT_EXISTS);
    var view = cursor.name();
    var mentions = new TreeSet<Name>();
    while (!cursor.atEnd()) {
      if (cursor.sees("security_invoker")) {
        cursor.skip();
        var off = cursor.accept("=") && cursor.seesAny("false", "off", "0", "no");
        options.addAll(off ? Set.of() : Set.of(Option.SECURITY_INVOKER));
      }
      var name = cursor.name();
      if (name.isEmpty()) {
        cursor.skip();
      } else {
        mentions.add(name);
      }
    }
    return view.isEmpty() ? other() : new Command.CreateView(view, Set.copyOf(options), mentions);
  }

  private Command schema() {
    take("if not exists", Option.IF_NOT_EXISTS);
    var name = cursor.accept("authorization") ? cursor.name() : cursor.name();
    return new Command.CreateSchema(name, options);
  }

  private Command domain() {
    var name = cursor.name();
    while (!cursor.atEnd()) {
      take("check", Option.CHECK);
      take("not null", Option.NOT_NULL);
      cursor.skipItem();
    }
    return new Command.CreateDomain(name, Set.copyOf(options));
  }

  private Command trigger() {
    var name = cursor.name();
    while (!cursor.atEnd() && !cursor.sees("on")) {
      cursor.skipItem();
    }
    cursor.accept("on");
    var table = cursor.peek().kind() == Lexeme.Kind.SYMBOL ? Name.NONE : cursor.name();
    return table.isEmpty() ? other() : new Command.CreateTrigger(name, table);
  }
}
