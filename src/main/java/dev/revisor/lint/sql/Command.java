package dev.revisor.lint.sql;

import java.util.List;
import java.util.Set;

/// A statement as far as rules look into it. Places within it count `char`s from its start.
public sealed interface Command {
  /// @param parents of a partition or an heir
  record CreateTable(
      Name table,
      Set<Option> options,
      List<Column> columns,
      List<Constraint> constraints,
      List<Name> parents)
      implements Command {}

  /// ALTER TABLE, also of indexes and views.
  record AlterTable(ObjectKind kind, Name table, Set<Option> options, List<TableAction> actions)
      implements Command {}

  /// @param index empty where the server chooses it
  /// @param columns key columns in order; an expression is an empty text
  record CreateIndex(Name index, Name table, Set<Option> options, List<String> columns)
      implements Command {}

  /// @param on the table of a trigger, policy or rule
  record Drop(ObjectKind kind, List<Name> names, Name on, Set<Option> options) implements Command {}

  /// Of anything but tables and columns.
  record Rename(ObjectKind kind, Name name, String to) implements Command {}

  /// REINDEX, CLUSTER, VACUUM, REFRESH MATERIALIZED VIEW.
  ///
  /// @param name empty for all there is
  record Maintain(Task task, ObjectKind kind, Name name, Set<Option> options) implements Command {}

  /// Work on storage.
  enum Task {
    REINDEX,
    CLUSTER,
    VACUUM,
    REFRESH
  }

  record Truncate(List<Name> tables, Set<Option> options) implements Command {}

  /// A change of rows.
  record Write(Verb verb, Name table, Set<Option> options) implements Command {}

  /// How rows change.
  enum Verb {
    INSERT,
    UPDATE,
    DELETE,
    MERGE,
    COPY
  }

  record LockTables(List<Name> tables) implements Command {}

  record AddEnumValue(Name type, String value, Set<Option> options) implements Command {}

  record RenameEnumValue(Name type, String from, String to) implements Command {}

  /// CREATE TYPE of any form.
  record CreateType(Name type) implements Command {}

  record CreateDomain(Name domain, Set<Option> options) implements Command {}

  /// `ALTER DOMAIN … ADD …` or `SET NOT NULL`; NOT_VALID among the options.
  record AlterDomain(Name domain, Set<Option> options, String addition) implements Command {}

  /// CREATE FUNCTION and PROCEDURE.
  ///
  /// @param mentions the words of its body, where that is a string
  record CreateRoutine(Name routine, Set<Option> options, Set<String> mentions)
      implements Command {}

  /// ALTER FUNCTION and PROCEDURE.
  record AlterRoutine(Name routine, Set<Option> options) implements Command {}

  /// @param mentions names in its query, of tables and others
  record CreateView(Name view, Set<Option> options, Set<Name> mentions) implements Command {}

  record CreateTrigger(Name trigger, Name table) implements Command {}

  record CreateSchema(Name schema, Set<Option> options) implements Command {}

  record CreateSequence(Name sequence, Set<Option> options) implements Command {}

  record CreateExtension(Name extension, Set<Option> options) implements Command {}

  /// `ALTER EXTENSION … UPDATE`.
  record UpdateExtension(Name extension) implements Command {}

  /// @param what the privileges, as written
  record GrantToPublic(String what) implements Command {}

  /// `SET search_path`: the first schema in it.
  record SetSearchPath(String first) implements Command {}

  record SetTimeZone(String zone) implements Command {}

  /// BEGIN, COMMIT, ROLLBACK and their other words.
  record Transaction(Boundary boundary) implements Command {}

  /// Where a transaction begins or ends.
  enum Boundary {
    BEGIN,
    END
  }

  /// Any other.
  ///
  /// @param word its first, in lower case
  record Other(String word) implements Command {}
}
