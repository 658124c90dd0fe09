package dev.revisor.lint.sql;

import java.util.Set;

/// What an ALTER TABLE does, one clause.
public sealed interface TableAction {
  /// Where it begins in the statement, in `char`s.
  int at();

  record AddColumn(int at, Column column, Set<Option> options) implements TableAction {}

  record DropColumn(int at, String column, Set<Option> options) implements TableAction {}

  /// @param using the expression behind USING, as written; empty for none
  record AlterType(int at, String column, DataType type, String using) implements TableAction {}

  record SetNotNull(int at, String column) implements TableAction {}

  record DropNotNull(int at, String column) implements TableAction {}

  record SetDefault(int at, String column, Expression value) implements TableAction {}

  record DropDefault(int at, String column) implements TableAction {}

  /// `ADD GENERATED … AS IDENTITY`.
  record AddIdentity(int at, String column) implements TableAction {}

  /// `SET EXPRESSION AS (…)`, since PostgreSQL 17.
  record SetExpression(int at, String column) implements TableAction {}

  record AddConstraint(int at, Constraint constraint) implements TableAction {}

  record DropConstraint(int at, String name, Set<Option> options) implements TableAction {}

  record ValidateConstraint(int at, String name) implements TableAction {}

  record RenameColumn(int at, String from, String to) implements TableAction {}

  record RenameTable(int at, String to) implements TableAction {}

  record RenameConstraint(int at, String from, String to) implements TableAction {}

  record MoveToSchema(int at, String schema) implements TableAction {}

  record AttachPartition(int at, Name partition) implements TableAction {}

  record DetachPartition(int at, Name partition, Set<Option> options) implements TableAction {}

  /// `SET LOGGED`, `SET UNLOGGED`, `SET TABLESPACE`, `SET ACCESS METHOD`: writes the table anew.
  record Rewrite(int at, String words) implements TableAction {}

  /// `ENABLE ROW LEVEL SECURITY`, or DISABLE.
  record RowSecurity(int at, boolean enabled) implements TableAction {}

  /// `SET (…)`, `ALTER COLUMN … SET STATISTICS` and the like, which let readers and writers go on.
  record Setting(int at, String word) implements TableAction {}

  /// Any other.
  record Other(int at, String word) implements TableAction {}
}
