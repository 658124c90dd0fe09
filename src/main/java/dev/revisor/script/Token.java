package dev.revisor.script;

/// What the lexer tells apart; more is not needed to find where statements end.
enum Token {
  /// A run of white space.
  SPACE,
  /// `-- …`, without its line end.
  LINE_COMMENT,
  /// `/* … */`, with all that is nested.
  BLOCK_COMMENT,
  /// A key word or an unquoted identifier.
  WORD,
  /// `"…"` or `U&"…"`.
  QUOTED_IDENTIFIER,
  /// A string constant of any kind.
  STRING,
  /// A numeric constant, or the part of it before a dot or a sign.
  NUMBER,
  /// `$1`.
  PARAMETER,
  /// Any other character by itself; `::` and `:=` as one.
  SYMBOL,
  /// `:name`, `:'name'` or `:"name"`.
  VARIABLE,
  /// `:{?name}`, which psql knows and Revisor does not.
  VARIABLE_TEST,
  /// `\:`, a plain colon.
  ESCAPED_COLON,
  /// A backslash outside quotes: the beginning of a psql command.
  BACKSLASH,
  /// The end of the text.
  END;

  /// Neither white space nor a comment.
  boolean isSignificant() {
    return switch (this) {
      case SPACE, LINE_COMMENT, BLOCK_COMMENT, END -> false;
      default -> true;
    };
  }
}
