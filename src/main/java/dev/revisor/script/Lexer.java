package dev.revisor.script;

import static dev.revisor.script.CharClass.DIGIT;
import static dev.revisor.script.CharClass.DOLLAR;
import static dev.revisor.script.CharClass.LETTER;
import static dev.revisor.script.CharClass.SPACE;

import java.io.IOException;

/// PostgreSQL's lexical rules (manual, section 4.1 "Lexical Structure"; `scan.l`), as far as they
/// decide where a statement ends, with psql's colon and backslash (`psqlscan.l`) on top.
/// `standard_conforming_strings` is taken to be on. One pass, no recursion, linear time.
final class Lexer {
  /// Whose rules hold.
  enum Dialect {
    /// A script: SQL with psql's variables and commands.
    SCRIPT,
    /// What is sent: SQL alone.
    SERVER
  }

  private final Window window;
  private final Quotes quotes;
  private final Dialect dialect;
  private long start;
  private long lineStart;
  private boolean lineEnded;
  private boolean unterminated;
  private int symbol;
  private VariableUse.Style style = VariableUse.Style.RAW;

  // 4.1.2.1: constants separated only by white space with a newline are one. The later parts have
  // the syntax of the first, which matters for E'' alone.
  private boolean afterEscapeString;
  private boolean newlineSince;

  Lexer(Window window, Dialect dialect) {
    this.window = window;
    this.quotes = new Quotes(window);
    this.dialect = dialect;
    this.lineStart = window.offset();
  }

  /// Reads the next token. Its text is from [#start] to the window's offset.
  Token next() throws IOException {
    start = window.offset();
    lineEnded = false;
    unterminated = false;
    var c = window.peek();
    var escape = afterEscapeString && newlineSince && c == '\'';
    if (c == Window.END) {
      return Token.END;
    }
    if (CharClass.is(c, SPACE)) {
      return space();
    }
    if (c == '-' && window.peek(1) == '-') {
      return lineComment();
    }
    afterEscapeString = false;
    newlineSince = false;
    return escape ? string(true) : significant(c);
  }

  /// The offset of the last token.
  long start() {
    return start;
  }

  /// Whether the last token, white space, ended a line; then [#lineStart] is where the last line
  /// begins.
  boolean endedLine() {
    return lineEnded;
  }

  /// The offset after the last line end that was white space.
  long lineStart() {
    return lineStart;
  }

  /// The text goes on at the beginning of a line, behind something that is not SQL.
  void beginLine() {
    lineStart = window.offset();
    forgetString();
  }

  /// What comes next does not continue a string constant.
  void forgetString() {
    afterEscapeString = false;
  }

  /// Whether the text ended within the last token.
  boolean isUnterminated() {
    return unterminated;
  }

  /// The (first) character of the last symbol.
  int symbol() {
    return symbol;
  }

  /// The style of the last variable.
  VariableUse.Style style() {
    return style;
  }

  /// The text of the last token.
  String text() {
    return window.text(start, window.offset());
  }

  /// The length of the last token in `char`s.
  long length() {
    return window.offset() - start;
  }

  private Token space() throws IOException {
    window.skipWhile(SPACE);
    for (var last = window.offset() - 1; last >= start; last--) {
      var c = window.at(last);
      if (c == '\n' || c == '\r') {
        lineEnded = true;
        newlineSince = true;
        lineStart = last + 1;
        break;
      }
    }
    return Token.SPACE;
  }

  // 4.1.5: from a double dash to the end of the line. 4.1.3: also in the middle of an operator.
  private Token lineComment() throws IOException {
    window.skipTo('\n', '\r');
    return Token.LINE_COMMENT;
  }

  private Token significant(int c) throws IOException {
    if (CharClass.is(c, LETTER)) {
      return word();
    }
    if (CharClass.is(c, DIGIT)) {
      // 4.1.2.6, without dots and signs; letters that follow at once are an error of the server's.
      window.skipWhile(DIGIT | LETTER);
      return Token.NUMBER;
    }
    return switch (c) {
      case '\'' -> string(false);
      case '"' -> quoted(Token.QUOTED_IDENTIFIER, quotes.identifier());
      case '$' -> dollar();
      case '/' ->
          window.peek(1) == '*' ? quoted(Token.BLOCK_COMMENT, quotes.comment()) : symbol(c, 1);
      case ':' -> colon();
      case '\\' -> backslash();
      default -> symbol(c, 1);
    };
  }

  private Token backslash() throws IOException {
    return dialect == Dialect.SCRIPT && window.peek(1) == ':'
        ? take(Token.ESCAPED_COLON, 2)
        : take(Token.BACKSLASH, 1);
  }

  private Token take(Token token, int length) {
    window.advance(length);
    return token;
  }

  private Token symbol(int c, int length) {
    symbol = c;
    return take(Token.SYMBOL, length);
  }

  // 4.1.1: a letter or underscore, then letters, digits, underscores and dollar signs. A quote
  // after
  // E (4.1.2.2) or U& (4.1.2.3) belongs to it; B, X (4.1.2.5) and N before one change nothing here.
  private Token word() throws IOException {
    var first = window.peek();
    var second = window.peek(1);
    if ((first == 'e' || first == 'E') && second == '\'') {
      window.advance(1);
      return string(true);
    }
    if ((first == 'u' || first == 'U') && second == '&') {
      var third = window.peek(2);
      if (third == '\'' || third == '"') {
        window.advance(2);
        return third == '"' ? quoted(Token.QUOTED_IDENTIFIER, quotes.identifier()) : string(false);
      }
    }
    window.skipWhile(LETTER | DIGIT | DOLLAR);
    return Token.WORD;
  }

  private Token quoted(Token token, boolean closed) {
    unterminated = !closed;
    return token;
  }

  private Token string(boolean escapes) throws IOException {
    var closed = quotes.string(escapes);
    afterEscapeString = escapes;
    return quoted(Token.STRING, closed);
  }

  // 4.1.2.4: $tag$ … $tag$, where the tag is an identifier without dollar signs or nothing; $1 is a
  // parameter; else the dollar sign stands by itself.
  private Token dollar() throws IOException {
    if (CharClass.is(window.peek(1), DIGIT)) {
      window.advance(1);
      window.skipWhile(DIGIT);
      return Token.PARAMETER;
    }
    var length = 1;
    if (CharClass.is(window.peek(1), LETTER)) {
      while (CharClass.is(window.peek(length), LETTER | DIGIT)) {
        length++;
      }
    }
    if (window.peek(length) != '$') {
      return symbol('$', 1);
    }
    var tag = window.text(start + 1, start + length);
    window.advance(length + 1);
    return quoted(Token.STRING, quotes.dollar(tag));
  }

  // psql's manual, "SQL Interpolation": a colon and a name at once, bare or in quotes. :: and :=
  // are tokens of
  // SQL, so what follows their second character is never part of a variable.
  private Token colon() throws IOException {
    var next = window.peek(1);
    if (next == ':' || next == '=') {
      return symbol(':', 2);
    }
    if (dialect == Dialect.SERVER) {
      return symbol(':', 1);
    }
    if (CharClass.is(next, LETTER)) {
      style = VariableUse.Style.RAW;
      return take(Token.VARIABLE, nameEnd(1));
    }
    if (next == '\'' || next == '"') {
      var end = nameEnd(2);
      if (end > 2 && window.peek(end) == next) {
        style = next == '"' ? VariableUse.Style.IDENTIFIER : VariableUse.Style.LITERAL;
        return take(Token.VARIABLE, end + 1);
      }
    }
    if (next == '{' && window.peek(2) == '?') {
      var end = nameEnd(3);
      return end > 3 && window.peek(end) == '}'
          ? take(Token.VARIABLE_TEST, end + 1)
          : symbol(':', 1);
    }
    return symbol(':', 1);
  }

  /// How far ahead a variable's name ends that begins `from` places ahead; `from` if none does.
  private int nameEnd(int from) throws IOException {
    if (!CharClass.is(window.peek(from), LETTER)) {
      return from;
    }
    var end = from + 1;
    while (CharClass.is(window.peek(end), LETTER | DIGIT)) {
      end++;
    }
    return end;
  }
}
