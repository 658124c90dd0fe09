package dev.revisor.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The tokens of one statement, for those who look into it.
public final class Lexemes {
  private Lexemes() {}

  /// The first tokens of a statement, at most `most`. Any text has some; linear in its length.
  public static List<Lexeme> of(String text, int most) {
    var window = new Window(new StringReader(text), text.length() + 1, 0, Long.MAX_VALUE);
    var lexer = new Lexer(window, Lexer.Dialect.SCRIPT);
    var found = new ArrayList<Lexeme>();
    try {
      for (var token = lexer.next();
          token != Token.END && found.size() < most;
          token = lexer.next()) {
        if (token.isSignificant()) {
          found.add(new Lexeme(kind(token), lexer.text(), (int) lexer.start()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
    return found;
  }

  private static Lexeme.Kind kind(Token token) {
    return switch (token) {
      case WORD -> Lexeme.Kind.WORD;
      case QUOTED_IDENTIFIER -> Lexeme.Kind.QUOTED;
      case STRING -> Lexeme.Kind.STRING;
      case NUMBER -> Lexeme.Kind.NUMBER;
      case VARIABLE, VARIABLE_TEST -> Lexeme.Kind.VARIABLE;
      case SPACE, LINE_COMMENT, BLOCK_COMMENT, PARAMETER, SYMBOL, ESCAPED_COLON, BACKSLASH, END ->
          Lexeme.Kind.SYMBOL;
    };
  }
}
