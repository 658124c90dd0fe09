package dev.revisor.lint.known;

import dev.revisor.lint.sql.Column;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Constraint;
import dev.revisor.lint.sql.DataType;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.Option;
import dev.revisor.lint.sql.TableAction;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What CREATE TABLE and ALTER TABLE do to what is known.
final class TableChanges {
  private static final Map<String, String> SERIALS =
      Map.of("serial", "int4", "bigserial", "int8", "smallserial", "int2");

  private final Known known;

  TableChanges(Known known) {
    this.known = known;
  }

  void create(Command.CreateTable create) {
    var name = known.resolve(create.table());
    if (create.options().contains(Option.IF_NOT_EXISTS) && known.table(name).isPresent()) {
      return;
    }
    var table = new KnownTable(name);
    if (create.options().contains(Option.TEMPORARY)) {
      table.beTemporary();
    }
    if (create.options().contains(Option.PARTITIONED)) {
      table.bePartitioned();
    }
    known.tables.put(name, table);
    create.columns().forEach(column -> column(table, column));
    create.constraints().forEach(constraint -> constraint(table, constraint));
  }

  void apply(Name name, TableAction action) {
    if (known.table(name).isEmpty()) {
      return;
    }
    var table = known.own(name);
    switch (action) {
      case TableAction.AddColumn(_, var column, _) -> column(table, column);
      case TableAction.DropColumn(_, var column, _) -> table.dropColumn(column);
      case TableAction.AlterType(_, var column, var type, _) -> table.column(column, type);
      case TableAction.SetNotNull(_, var column) -> table.notNull(column, true);
      case TableAction.DropNotNull(_, var column) -> table.notNull(column, false);
      case TableAction.AddConstraint(_, var constraint) -> constraint(table, constraint);
      case TableAction.DropConstraint(_, var key, _) -> table.dropConstraint(key);
      case TableAction.ValidateConstraint(_, var key) -> validate(table, key);
      case TableAction.RenameColumn(_, var from, var to) -> table.renameColumn(from, to);
      case TableAction.RenameTable(_, var to) -> known.move(table, name.sibling(to));
      case TableAction.MoveToSchema(_, var schema) ->
          known.move(table, new Name(schema, name.local()));
      case TableAction.RenameConstraint(_, var from, var to) -> rename(table, from, to);
      case TableAction.RowSecurity(_, var enabled) -> table.rowSecurity(enabled);
      case TableAction.SetDefault _,
          TableAction.DropDefault _,
          TableAction.AddIdentity _,
          TableAction.SetExpression _,
          TableAction.AttachPartition _,
          TableAction.DetachPartition _,
          TableAction.Rewrite _,
          TableAction.Setting _,
          TableAction.Other _ -> {
        // of no interest
      }
    }
  }

  private static void column(KnownTable table, Column column) {
    var type = column.type();
    var plain = SERIALS.getOrDefault(type.name(), type.name());
    table.column(
        column.name(), new DataType(plain, type.modifiers(), type.dimensions(), type.text()));
    column.constraints().forEach(constraint -> constraint(table, constraint));
  }

  private static void constraint(KnownTable table, Constraint constraint) {
    var key = constraint.nameOn(table.name());
    table.constraint(key, constraint);
    switch (constraint.kind()) {
      case PRIMARY_KEY -> {
        constraint.columns().forEach(column -> table.notNull(column, true));
        table.index(key, constraint.columns());
      }
      case UNIQUE -> table.index(key, constraint.columns());
      case NOT_NULL -> constraint.columns().forEach(column -> table.notNull(column, true));
      case CHECK, FOREIGN_KEY, EXCLUDE -> {
        // neither index nor NOT NULL
      }
    }
  }

  private static void validate(KnownTable table, String key) {
    table.constraint(key).ifPresent(found -> table.constraint(key, valid(found)));
  }

  private static void rename(KnownTable table, String from, String to) {
    table
        .constraint(from)
        .ifPresent(
            found -> {
              List<String> indexed = table.indexColumns(from);
              table.dropConstraint(from);
              table.constraint(to, found);
              if (!indexed.isEmpty()) {
                table.index(to, indexed);
              }
            });
  }

  private static Constraint valid(Constraint found) {
    Set<Option> options = new HashSet<>(found.options());
    options.remove(Option.NOT_VALID);
    return new Constraint(
        found.at(),
        found.kind(),
        found.name(),
        found.columns(),
        options,
        found.references(),
        found.notNull(),
        found.definition());
  }
}
