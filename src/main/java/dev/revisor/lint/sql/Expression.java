package dev.revisor.lint.sql;

import java.util.List;

/// An expression of which only its shape is known.
///
/// @param text as written
/// @param calls the names before an opening parenthesis, without their schemas
public record Expression(String text, List<String> calls) {
  public Expression {
    calls = List.copyOf(calls);
  }

  /// Whether it is `NULL`, which is no default at all.
  public boolean isNull() {
    return text.equalsIgnoreCase("null");
  }
}
