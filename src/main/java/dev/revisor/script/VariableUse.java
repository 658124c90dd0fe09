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

  /// What is sent for `value`. A literal with a backslash gets the form ` E'…'`, with the blank in
  /// front, as libpq's `PQescapeLiteral` makes it.
  String quote(String value) {
    return switch (style) {
      case RAW -> value;
      case IDENTIFIER -> '"' + value.replace("\"", "\"\"") + '"';
      case LITERAL -> literal(value.replace("'", "''"));
    };
  }

  private static String literal(String doubled) {
    return doubled.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : " E'" + doubled.replace("\\", "\\\\") + "'";
  }

  /// That it has no value, and what to do.
  String complaint() {
    var plain =
        style == Style.RAW ? "; where no variable is meant, write '\\:' or a blank after ':'" : "";
    return "the variable %s has no value; give it with -x %s=VALUE or in the parameters%s"
        .formatted(name, name, plain);
  }
}
