package dev.revisor.script;

import java.util.Locale;

/// A token of a statement that is neither white space nor a comment.
///
/// @param text as written
/// @param start where it begins in the statement, in `char`s
public record Lexeme(Kind kind, String text, int start) {
  /// What a token is.
  public enum Kind {
    /// A key word or an identifier without quotes.
    WORD,
    /// `"…"` or `U&"…"`.
    QUOTED,
    /// A string constant of any kind.
    STRING,
    /// A numeric constant.
    NUMBER,
    /// `:name`, `:'name'` or `:"name"`.
    VARIABLE,
    /// Anything else: one character, `::` or `:=`.
    SYMBOL
  }

  /// Where it ends, exclusive.
  public int end() {
    return start + text.length();
  }

  /// Whether it can name something.
  public boolean isIdentifier() {
    return kind == Kind.WORD || kind == Kind.QUOTED || kind == Kind.VARIABLE;
  }

  /// Whether it is this key word, given in any case.
  public boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  /// Whether it is this symbol.
  public boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /// The name that the server makes of it (manual, section 4.1.1): in lower case, or what stands
  /// between the quotes. Unicode escapes of `U&` and variables stay as they are written.
  public String name() {
    return switch (kind) {
      case WORD -> text.toLowerCase(Locale.ROOT);
      case QUOTED -> unquoted();
      case STRING, NUMBER, VARIABLE, SYMBOL -> text;
    };
  }

  private String unquoted() {
    var from = text.indexOf('"') + 1;
    var to = text.endsWith("\"") && text.length() > from ? text.length() - 1 : text.length();
    return text.substring(from, to).replace("\"\"", "\"");
  }
}
