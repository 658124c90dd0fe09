package dev.revisor.lint.sql;

import java.util.List;
import java.util.Set;

/// A constraint of a table or of a column.
///
/// @param at where it begins in the statement, in `char`s
/// @param name empty where it is not said
/// @param columns the constrained ones; of a CHECK none
/// @param references the table that a foreign key names
/// @param notNull of `CHECK (c IS NOT NULL)` the column c; else empty
/// @param definition as written, from behind the name, without NOT VALID
public record Constraint(
    int at,
    Kind kind,
    String name,
    List<String> columns,
    Set<Option> options,
    Name references,
    String notNull,
    String definition) {
  /// What a constraint is.
  public enum Kind {
    CHECK,
    UNIQUE,
    PRIMARY_KEY,
    FOREIGN_KEY,
    EXCLUDE,
    NOT_NULL
  }

  public Constraint {
    columns = List.copyOf(columns);
    options = Set.copyOf(options);
  }

  public boolean has(Option option) {
    return options.contains(option);
  }

  /// The constraint's name, or the one that PostgreSQL chooses; cut as little as it is.
  public String nameOn(Name table) {
    if (!name.isEmpty()) {
      return name;
    }
    var middle = columns.isEmpty() ? "" : "_" + String.join("_", columns);
    return switch (kind) {
      case CHECK -> table.local() + (notNull.isEmpty() ? "" : "_" + notNull) + "_check";
      case UNIQUE -> table.local() + middle + "_key";
      case PRIMARY_KEY -> table.local() + "_pkey";
      case FOREIGN_KEY -> table.local() + middle + "_fkey";
      case EXCLUDE -> table.local() + middle + "_excl";
      case NOT_NULL -> table.local() + middle + "_not_null";
    };
  }
}
