package dev.revisor.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What has been seen of the statement that is being read: its first and last token, open
/// parentheses, an open body, and what its leading tokens say.
final class Shape {
  /// No key word that matters is longer.
  private static final int LONGEST_WORD = 24;

  private static final String OPEN_BODY =
      "this BEGIN ATOMIC has no END; each statement in the body ends with ';' and END follows the"
          + " last one";

  private final Lexer lexer;
  private final RoutineBody body = new RoutineBody();
  private final CopyTarget copy = new CopyTarget();
  private final List<String> leading = new ArrayList<>(Classification.TOKENS);
  private boolean started;
  private long start;
  private long end;
  private int parentheses;
  private long firstParenthesis;

  Shape(Lexer lexer) {
    this.lexer = lexer;
  }

  /// Begins a statement.
  void reset() {
    body.reset();
    copy.reset();
    leading.clear();
    started = false;
    parentheses = 0;
  }

  boolean hasStarted() {
    return started;
  }

  /// The offset of the first token.
  long start() {
    return start;
  }

  /// The offset behind the last token.
  long end() {
    return end;
  }

  /// Takes the lexer's current token, a significant one that is not the statement's end.
  void add(Token token) throws IOException {
    if (!started) {
      started = true;
      start = lexer.start();
    }
    end = lexer.start() + lexer.length();
    if (isCurious()) {
      look(token);
    }
    if (token == Token.SYMBOL) {
      count(lexer.symbol());
    }
  }

  /// Takes a semicolon; whether it ends the statement: not within parentheses (CREATE RULE … DO (a;
  /// b)) nor within a body.
  boolean endsAtSemicolon() {
    if (parentheses == 0 && body.semicolon()) {
      return true;
    }
    end = lexer.start() + 1;
    return false;
  }

  /// The kind of the statement, once it is complete.
  StatementKind kind() {
    return copy.outcome() == CopyTarget.Outcome.FROM_CLIENT
        ? StatementKind.COPY_FROM_STDIN
        : Classification.of(leading);
  }

  boolean copiesToClient() {
    return copy.outcome() == CopyTarget.Outcome.TO_CLIENT;
  }

  /// What is still open, with the offset where it was opened.
  Optional<Open> open() {
    if (parentheses > 0) {
      return Optional.of(new Open(firstParenthesis, "this parenthesis is not closed"));
    }
    return body.isOpen() ? Optional.of(new Open(body.opening(), OPEN_BODY)) : Optional.empty();
  }

  /// Something that was opened at `offset`, and the sentence that says so.
  record Open(long offset, String message) {}

  private boolean isCurious() {
    return leading.size() < Classification.TOKENS
        || (parentheses == 0 && (body.isCurious() || copy.isCurious()));
  }

  private void look(Token token) {
    var word = word(token);
    if (leading.size() < Classification.TOKENS) {
      leading.add(word);
    }
    if (parentheses == 0) {
      body.token(word, lexer.start());
      copy.token(word);
    }
  }

  private String word(Token token) {
    return switch (token) {
      case WORD, NUMBER -> lexer.length() > LONGEST_WORD ? "" : upper(lexer.text());
      case STRING -> "'";
      case SYMBOL -> String.valueOf((char) lexer.symbol());
      default -> "";
    };
  }

  /// Key words are ASCII; the server folds the case of nothing else in them.
  private static String upper(String word) {
    for (var i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 128) {
        return "";
      }
    }
    return word.toUpperCase(Locale.ROOT);
  }

  private void count(int symbol) {
    if (symbol == '(') {
      firstParenthesis = parentheses++ == 0 ? lexer.start() : firstParenthesis;
    } else if (symbol == ')' && parentheses > 0) {
      parentheses--;
    }
  }
}
