package dev.revisor.script;

import java.util.regex.Pattern;

/// The forms of values in header lines.
final class HeaderForm {
  static final String ID_FORM = "1 to 64 characters of [A-Za-z0-9_.]";
  static final String LABEL_FORM = "free of blanks, commas and the characters @ : + -";

  private static final int LONGEST_ID = 64;
  private static final Pattern LABEL = Pattern.compile("[^\\s,@:+\\-]+");

  private HeaderForm() {}

  /// A revision's id, or a prefix of one.
  static boolean isId(String text) {
    if (text.isEmpty() || text.length() > LONGEST_ID) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '-' || !(isOfWord(c) || c == '.')) {
        return false;
      }
    }
    return true;
  }

  /// A character of a keyword: `[A-Za-z0-9_-]`.
  static boolean isOfWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  /// A branch label: what the grammar of targets can name.
  static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  /// One line without blanks around it, as it comes back when it is read.
  static boolean isLine(String text) {
    return text.equals(text.strip())
        && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
  }
}
