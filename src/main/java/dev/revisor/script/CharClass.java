package dev.revisor.script;

/// Classes of characters in PostgreSQL's lexer (`scan.l`): whoever is not ASCII is a letter.
final class CharClass {
  /// `space`: blank, tab, line feed, carriage return, form feed, vertical tab.
  static final int SPACE = 1;

  /// `ident_start`: letters, the underscore, everything beyond ASCII.
  static final int LETTER = 2;

  /// Decimal digits.
  static final int DIGIT = 4;

  /// The dollar sign, which continues identifiers.
  static final int DOLLAR = 8;

  private static final byte[] ASCII = new byte[128];

  static {
    for (var c : " \t\n\r\f\u000b".toCharArray()) {
      ASCII[c] = SPACE;
    }
    for (var c = 0; c < 26; c++) {
      ASCII['a' + c] = LETTER;
      ASCII['A' + c] = LETTER;
    }
    ASCII['_'] = LETTER;
    for (var c = '0'; c <= '9'; c++) {
      ASCII[c] = DIGIT;
    }
    ASCII['$'] = DOLLAR;
  }

  private CharClass() {}

  static int of(char c) {
    return c < 128 ? ASCII[c] : LETTER;
  }

  /// Whether `c` (a character or [Window#END]) is of a class in `mask`.
  static boolean is(int c, int mask) {
    return c >= 0 && (of((char) c) & mask) != 0;
  }
}
