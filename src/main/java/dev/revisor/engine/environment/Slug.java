package dev.revisor.engine.environment;

import java.util.Locale;

/// The part of a file name that comes from a message.
public final class Slug {
  private Slug() {}

  /// As Alembic's: words of letters, digits and `_` in any script, in lower case, joined by `_`.
  /// When that is longer than `maxLength` characters it is cut there, the last, partial word goes
  /// too, and a `_` ends it (alembic/script/base.py, `_rev_path`).
  public static String of(String message, int maxLength) {
    var slug = words(message).toLowerCase(Locale.ROOT);
    if (slug.codePointCount(0, slug.length()) <= maxLength) {
      return slug;
    }
    var cut = slug.substring(0, slug.offsetByCodePoints(0, maxLength));
    var lastWord = cut.lastIndexOf('_');
    return (lastWord < 0 ? cut : cut.substring(0, lastWord)) + "_";
  }

  private static String words(String message) {
    var joined = new StringBuilder();
    var between = false;
    for (var c : message.codePoints().toArray()) {
      if (isWord(c)) {
        if (between && !joined.isEmpty()) {
          joined.append('_');
        }
        joined.appendCodePoint(c);
        between = false;
      } else {
        between = true;
      }
    }
    return joined.toString();
  }

  /// Python's `\w`: letters, every kind of number, and the underscore.
  private static boolean isWord(int c) {
    return c == '_'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }
}
