package dev.revisor.engine.catalog;

import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexemes;
import java.util.List;

/// Expressions as the server prints them, which it does not always read back as the same: a cast of
/// a whole array, as `status IN ('new', 'old')` has for a `varchar`, is taken for casts of the
/// elements (`transformTypeCast` in `parse_expr.c`). What is read is what it would print then.
final class Deparsed {
  private final String text;
  private final List<Lexeme> lexemes;
  private final StringBuilder printed = new StringBuilder();
  private int copied;

  private Deparsed(String text) {
    this.text = text;
    this.lexemes = Lexemes.of(text, Integer.MAX_VALUE);
  }

  /// The text with `(ARRAY[a, b])::type[]` written as `ARRAY[(a)::type, (b)::type]`, and without
  /// the parentheses where the server prints few ("pretty"); what is within quotes stays. Linear in
  /// its length but for arrays in arrays.
  static String stable(String text) {
    return text.contains("ARRAY[") && (text.contains("]::") || text.contains("])::"))
        ? new Deparsed(text).rewritten()
        : text;
  }

  private String rewritten() {
    for (var at = 0; at < lexemes.size(); at++) {
      var array = isSymbol(at, "(") && isArray(at + 1) ? at + 1 : at;
      if (isArray(array) && !isSymbol(array + 2, "]")) {
        var end = closing(array + 1) + 1 + (array - at);
        var brackets = isSymbol(end, "::") ? endOfType(end + 1) : -1;
        if (brackets >= 0 && (array == at || isSymbol(end - 1, ")"))) {
          var type = text.substring(lexemes.get(end + 1).start(), lexemes.get(brackets).start());
          printed.append(text, copied, lexemes.get(at).start());
          array(array, type, array == at);
          at = brackets + 1;
          copied = lexemes.get(at).end();
        }
      }
    }
    return printed.append(text, copied, text.length()).toString();
  }

  /// Prints an array with the cast at each of its elements.
  private void array(int array, String type, boolean pretty) {
    var close = closing(array + 1);
    printed.append("ARRAY[");
    for (var from = array + 2; from < close; ) {
      var to = endOfElement(from, close);
      if (isArray(from) && closing(from + 1) == to - 1) {
        array(from, type, pretty);
      } else {
        var element = stable(text.substring(lexemes.get(from).start(), lexemes.get(to - 1).end()));
        var bare = pretty && isSimple(from, to);
        printed.append(bare ? element : "(" + element + ")").append("::").append(type);
      }
      printed.append(to < close ? ", " : "");
      from = to + 1;
    }
    printed.append(']');
  }

  /// Whether an expression is a name, a constant, a call, or a cast of one.
  private boolean isSimple(int from, int to) {
    for (var at = from; at < to; at = opens(at) ? closing(at) + 1 : at + 1) {
      var symbol = lexemes.get(at).kind() == Lexeme.Kind.SYMBOL;
      if (symbol && !opens(at) && !isSymbol(at, "::") && !isSymbol(at, ".")) {
        return false;
      }
    }
    return true;
  }

  /// Where the comma after an element is, or the end of the array.
  private int endOfElement(int from, int end) {
    var at = from;
    while (at < end && !isSymbol(at, ",")) {
      at = opens(at) ? closing(at) + 1 : at + 1;
    }
    return at;
  }

  /// Where the bracket or parenthesis at a place is closed; the last place where it is not.
  private int closing(int open) {
    var depth = 0;
    for (var at = open; at < lexemes.size(); at++) {
      if (opens(at)) {
        depth++;
      } else if (isSymbol(at, ")") || isSymbol(at, "]")) {
        depth--;
      }
      if (depth == 0) {
        return at;
      }
    }
    return lexemes.size() - 1;
  }

  /// Where the `[]` of an array's type begins; -1 where it is none.
  private int endOfType(int from) {
    var at = from;
    while (at < lexemes.size() && (lexemes.get(at).isIdentifier() || isSymbol(at, "."))) {
      at++;
    }
    if (isSymbol(at, "(")) {
      at = closing(at) + 1;
      while (at < lexemes.size() && lexemes.get(at).isIdentifier()) {
        at++;
      }
    }
    return at > from && isSymbol(at, "[") && isSymbol(at + 1, "]") ? at : -1;
  }

  private boolean isArray(int at) {
    return at + 1 < lexemes.size() && lexemes.get(at).isWord("ARRAY") && isSymbol(at + 1, "[");
  }

  private boolean opens(int at) {
    return isSymbol(at, "(") || isSymbol(at, "[");
  }

  private boolean isSymbol(int at, String symbol) {
    return at < lexemes.size() && lexemes.get(at).isSymbol(symbol);
  }
}
