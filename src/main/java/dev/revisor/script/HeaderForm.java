package dev.revisor.script;

import java.util.regex.Pattern;

/// The forms of values in header lines.
final class HeaderForm {
  static final String ID_FORM = "1 to 64 characters of [A-Za-z0-9_.]";
  static final String LABEL_FORM = "free of blanks, commas and the characters @ : + -";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.]{1,64}");
  private static final Pattern LABEL = Pattern.compile("[^\\s,@:+\\-]+");

  private HeaderForm() {}

  /// A revision's id, or a prefix of one.
  static boolean isId(String text) {
    return ID.matcher(text).matches();
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
