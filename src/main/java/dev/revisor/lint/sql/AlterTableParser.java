package dev.revisor.lint.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `ALTER TABLE` and the like, from behind those words.
final class AlterTableParser {
  private final Cursor cursor;
  private final ColumnParser columns;

  AlterTableParser(Cursor cursor) {
    this.cursor = cursor;
    this.columns = new ColumnParser(cursor);
  }

  Command parse(ObjectKind kind) {
    var options = EnumSet.noneOf(Option.class);
    if (cursor.accept("if exists")) {
      options.add(Option.IF_EXISTS);
    }
    cursor.accept("only");
    var table = cursor.name();
    cursor.accept("*");
    if (table.isEmpty()) {
      return new Command.Other("alter");
    }
    var actions = new ArrayList<TableAction>();
    do {
      actions.add(action());
      cursor.skipToComma();
    } while (cursor.accept(","));
    return new Command.AlterTable(kind, table, options, List.copyOf(actions));
  }

  private TableAction action() {
    var at = cursor.at();
    if (cursor.accept("add")) {
      return add(at);
    }
    if (cursor.accept("drop")) {
      return drop(at);
    }
    if (cursor.accept("alter constraint")) {
      return new TableAction.Other(at, "alter constraint");
    }
    if (cursor.accept("alter")) {
      cursor.accept("column");
      return alterColumn(at, cursor.identifier());
    }
    if (cursor.accept("rename")) {
      return rename(at);
    }
    if (cursor.accept("validate constraint")) {
      return new TableAction.ValidateConstraint(at, cursor.identifier());
    }
    return partition(at).or(() -> table(at)).orElseGet(() -> other(at));
  }

  private TableAction add(int at) {
    if (columns.seesConstraint()) {
      return columns
          .tableConstraint()
          .<TableAction>map(constraint -> new TableAction.AddConstraint(at, constraint))
          .orElseGet(() -> new TableAction.Other(at, "add constraint"));
    }
    cursor.accept("column");
    Set<Option> options = cursor.accept("if not exists") ? Set.of(Option.IF_NOT_EXISTS) : Set.of();
    return new TableAction.AddColumn(at, columns.column(), options);
  }

  private TableAction drop(int at) {
    var constraint = cursor.accept("constraint");
    if (!constraint) {
      cursor.accept("column");
    }
    var options = EnumSet.noneOf(Option.class);
    if (cursor.accept("if exists")) {
      options.add(Option.IF_EXISTS);
    }
    var name = cursor.identifier();
    if (cursor.accept("cascade")) {
      options.add(Option.CASCADE);
    }
    return constraint
        ? new TableAction.DropConstraint(at, name, options)
        : new TableAction.DropColumn(at, name, options);
  }

  private TableAction alterColumn(int at, String column) {
    if (cursor.acceptAny("set data type", "type")) {
      return type(at, column);
    }
    if (cursor.accept("set not null")) {
      return new TableAction.SetNotNull(at, column);
    }
    if (cursor.accept("drop not null")) {
      return new TableAction.DropNotNull(at, column);
    }
    if (cursor.accept("set default")) {
      return new TableAction.SetDefault(at, column, columns.expression());
    }
    if (cursor.accept("drop default")) {
      return new TableAction.DropDefault(at, column);
    }
    if (cursor.accept("set expression")) {
      return new TableAction.SetExpression(at, column);
    }
    if (cursor.accept("add generated")) {
      return new TableAction.AddIdentity(at, column);
    }
    return new TableAction.Setting(at, "alter column");
  }

  private TableAction type(int at, String column) {
    var type = new TypeParser(cursor).type();
    if (cursor.accept("collate")) {
      cursor.name();
    }
    var using = "";
    if (cursor.accept("using")) {
      var mark = cursor.mark();
      cursor.skipToComma();
      using = cursor.since(mark);
    }
    return new TableAction.AlterType(at, column, type, using);
  }

  private TableAction rename(int at) {
    if (cursor.accept("to")) {
      return new TableAction.RenameTable(at, cursor.identifier());
    }
    if (cursor.accept("constraint")) {
      var from = cursor.identifier();
      cursor.accept("to");
      return new TableAction.RenameConstraint(at, from, cursor.identifier());
    }
    cursor.accept("column");
    var from = cursor.identifier();
    cursor.accept("to");
    return new TableAction.RenameColumn(at, from, cursor.identifier());
  }

  private Optional<TableAction> partition(int at) {
    if (cursor.accept("attach partition")) {
      return Optional.of(new TableAction.AttachPartition(at, cursor.name()));
    }
    if (!cursor.accept("detach partition")) {
      return Optional.empty();
    }
    var name = cursor.name();
    Set<Option> options =
        cursor.seesAny("concurrently", "finalize") ? Set.of(Option.CONCURRENTLY) : Set.of();
    return Optional.of(new TableAction.DetachPartition(at, name, options));
  }

  private Optional<TableAction> table(int at) {
    var mark = cursor.mark();
    if (cursor.accept("set schema")) {
      return Optional.of(new TableAction.MoveToSchema(at, cursor.identifier()));
    }
    if (cursor.acceptAny("set logged", "set unlogged", "set tablespace", "set access method")) {
      return Optional.of(new TableAction.Rewrite(at, cursor.since(mark)));
    }
    if (cursor.acceptAny("enable row level security", "force row level security")) {
      return Optional.of(new TableAction.RowSecurity(at, true));
    }
    if (cursor.accept("disable row level security")) {
      return Optional.of(new TableAction.RowSecurity(at, false));
    }
    return cursor.seesAny("set (", "reset (", "set statistics", "cluster on", "owner")
        ? Optional.of(new TableAction.Setting(at, cursor.word()))
        : Optional.empty();
  }

  private TableAction other(int at) {
    return new TableAction.Other(at, cursor.word());
  }
}
