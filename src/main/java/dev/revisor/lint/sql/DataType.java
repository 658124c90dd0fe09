package dev.revisor.lint.sql;

import java.util.List;

/// A column's type.
///
/// @param name as `pg_type` names it: `int4`, `varchar`, `timestamptz`; others as written, in lower
///   case; pseudo-types `serial` and the like stay
/// @param modifiers the numbers in parentheses
/// @param dimensions of an array; 0 for none
/// @param text as written
public record DataType(String name, List<Integer> modifiers, int dimensions, String text) {
  /// No type.
  public static final DataType NONE = new DataType("", List.of(), 0, "");

  public DataType {
    modifiers = List.copyOf(modifiers);
  }

  public boolean isEmpty() {
    return name.isEmpty();
  }

  /// `smallserial`, `serial` and `bigserial`, in any spelling.
  public boolean isSerial() {
    return name.endsWith("serial");
  }

  /// Whether both are the same type.
  public boolean sameAs(DataType other) {
    return name.equals(other.name)
        && modifiers.equals(other.modifiers)
        && dimensions == other.dimensions;
  }
}
