package dev.revisor.lint.sql;

import java.util.List;
import java.util.Optional;

/// A column's definition.
///
/// @param at where it begins in the statement, in `char`s
/// @param constraints its own: NOT NULL, UNIQUE, PRIMARY KEY, CHECK, REFERENCES
/// @param definition as written
public record Column(
    int at,
    String name,
    DataType type,
    Optional<Expression> defaultValue,
    Generation generation,
    List<Constraint> constraints,
    String definition) {
  /// Where its values come from.
  public enum Generation {
    /// From who writes, or from a default.
    NONE,
    STORED,
    VIRTUAL,
    IDENTITY,
    /// `GENERATED ALWAYS AS (…)` without a word behind it: an error before PostgreSQL 18, then
    /// virtual.
    UNSAID
  }

  public Column {
    constraints = List.copyOf(constraints);
  }

  /// Its constraint of that kind.
  public Optional<Constraint> constraint(Constraint.Kind kind) {
    return constraints.stream().filter(each -> each.kind() == kind).findFirst();
  }

  /// Whether it takes no NULL.
  public boolean isNotNull() {
    return constraint(Constraint.Kind.NOT_NULL).isPresent()
        || constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
  }
}
