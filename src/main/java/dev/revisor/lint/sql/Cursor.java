package dev.revisor.lint.sql;

import dev.revisor.script.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Goes over the tokens of a statement. Every step is safe at the end, where nothing fits.
final class Cursor {
  private static final Lexeme END = new Lexeme(Lexeme.Kind.SYMBOL, "", 0);

  private final String text;
  private final List<Lexeme> lexemes;
  private int next;

  Cursor(String text, List<Lexeme> lexemes) {
    this.text = text;
    this.lexemes = lexemes;
  }

  boolean atEnd() {
    return next >= lexemes.size();
  }

  /// The token `ahead` places on.
  Lexeme peek(int ahead) {
    return next + ahead < lexemes.size() ? lexemes.get(next + ahead) : END;
  }

  Lexeme peek() {
    return peek(0);
  }

  void skip() {
    next++;
  }

  /// Where the next token begins in the statement; its length at the end.
  int at() {
    return atEnd() ? text.length() : peek().start();
  }

  int mark() {
    return next;
  }

  /// The text from the token at `mark` to before the next one.
  String since(int mark) {
    var last = Math.min(next, lexemes.size()) - 1;
    return mark <= last ? text.substring(lexemes.get(mark).start(), lexemes.get(last).end()) : "";
  }

  /// The tokens from the one at `mark` to before the next one.
  List<Lexeme> between(int mark) {
    var end = Math.min(next, lexemes.size());
    return mark < end ? lexemes.subList(mark, end) : List.of();
  }

  /// Whether the next tokens are these words or symbols.
  boolean sees(String words) {
    if (words.indexOf(' ') < 0) {
      return peek().isWord(words) || peek().isSymbol(words);
    }
    var ahead = 0;
    for (var word : words.split(" ", -1)) {
      var lexeme = peek(ahead++);
      if (!lexeme.isWord(word) && !lexeme.isSymbol(word)) {
        return false;
      }
    }
    return true;
  }

  /// Goes past these words or symbols, if they are next.
  boolean accept(String words) {
    if (!sees(words)) {
      return false;
    }
    next += words.split(" ", -1).length;
    return true;
  }

  /// Goes past the first of these that is next.
  boolean acceptAny(String... alternatives) {
    for (var words : alternatives) {
      if (accept(words)) {
        return true;
      }
    }
    return false;
  }

  boolean seesAny(String... alternatives) {
    for (var words : alternatives) {
      if (sees(words)) {
        return true;
      }
    }
    return false;
  }

  /// The next word in lower case, gone past; empty when there is none.
  String word() {
    if (peek().kind() != Lexeme.Kind.WORD) {
      return "";
    }
    return lexemes.get(next++).text().toLowerCase(Locale.ROOT);
  }

  /// The next identifier, gone past; empty when there is none.
  String identifier() {
    return peek().isIdentifier() ? lexemes.get(next++).name() : "";
  }

  /// A name of one part or more; of three, the first is the database.
  Name name() {
    var parts = new ArrayList<String>();
    var first = identifier();
    if (first.isEmpty()) {
      return Name.NONE;
    }
    parts.add(first);
    while (sees(".") && peek(1).isIdentifier()) {
      skip();
      parts.add(identifier());
    }
    return parts.size() == 1
        ? Name.of(first)
        : new Name(parts.get(parts.size() - 2), parts.getLast());
  }

  /// The next string constant without its quotes, gone past; empty when there is none.
  String string() {
    if (peek().kind() != Lexeme.Kind.STRING) {
      return "";
    }
    var written = lexemes.get(next++).text();
    var from = written.indexOf('\'');
    return from >= 0 && written.length() > from + 1 && written.endsWith("'")
        ? written.substring(from + 1, written.length() - 1).replace("''", "'")
        : written;
  }

  /// Goes past one token, or past a parenthesis with all that is in it.
  void skipItem() {
    var depth = 0;
    do {
      if (sees("(") || sees("[")) {
        depth++;
      } else if (sees(")") || sees("]")) {
        depth--;
      }
      next++;
    } while (depth > 0 && !atEnd());
  }

  /// Goes to the next comma or closing parenthesis of this level.
  void skipToComma() {
    while (!atEnd() && !sees(",") && !sees(")")) {
      skipItem();
    }
  }

  /// Goes to behind the closing parenthesis of this level.
  void skipToClose() {
    while (!atEnd() && !sees(")")) {
      skipItem();
    }
    skip();
  }

  /// Whether one of these words comes later, outside parentheses.
  boolean hasAhead(String words) {
    var mark = next;
    var found = false;
    while (!atEnd() && !found) {
      found = sees(words);
      skipItem();
    }
    next = mark;
    return found;
  }

  /// The identifiers in parentheses that are next, as in `(a, b DESC)`: an expression is an empty
  /// text.
  List<String> columns() {
    var columns = new ArrayList<String>();
    if (!accept("(")) {
      return columns;
    }
    while (!atEnd() && !sees(")")) {
      var simple = peek().isIdentifier() && !peek(1).isSymbol("(") && !peek(1).isSymbol(".");
      columns.add(simple ? peek().name() : "");
      skipToComma();
      accept(",");
    }
    accept(")");
    return columns;
  }

  /// Names with commas, each with an optional ONLY and `*`.
  List<Name> names() {
    var names = new ArrayList<Name>();
    do {
      accept("only");
      var name = name();
      if (name.isEmpty()) {
        return names;
      }
      names.add(name);
      accept("*");
    } while (accept(","));
    return names;
  }
}
