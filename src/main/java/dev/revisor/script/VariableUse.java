package dev.revisor.script;

/// One reference to a variable: `:'name'`, `:"name"` or `:name`.
public record VariableUse(String name, Style style, Position position) {
  /// How the value is put into the statement.
  public enum Style {
    /// `:'name'`: a string literal.
    LITERAL,
    /// `:"name"`: a quoted identifier.
    IDENTIFIER,
    /// `:name`: as it is.
    RAW
  }
}
