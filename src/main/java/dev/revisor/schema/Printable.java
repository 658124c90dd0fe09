package dev.revisor.schema;

/// Text for people that may hold names of any characters: what moves a terminal's cursor, colours
/// or turns its lines is written as Java escapes it. SQL never goes through here: it must say the
/// names as they are.
public final class Printable {
  private Printable() {}

  /// What stands in one line: no name in it can begin another.
  public static String line(String text) {
    return escaped(text, "");
  }

  /// What may be several lines, with tabs.
  public static String lines(String text) {
    return escaped(text, "\n\t");
  }

  /// Most text has nothing to be escaped, and stays the same object.
  private static String escaped(String text, String kept) {
    for (var at = 0; at < text.length(); at++) {
      if (isMoving(text.charAt(at), kept)) {
        return escapedFrom(at, text, kept);
      }
    }
    return text;
  }

  private static String escapedFrom(int first, String text, String kept) {
    var escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (var at = first; at < text.length(); at++) {
      var character = text.charAt(at);
      if (isMoving(character, kept)) {
        escaped.append(escape(character));
      } else {
        escaped.append(character);
      }
    }
    return escaped.toString();
  }

  /// Control characters, what ends lines or turns their direction (Unicode Standard Annex 9).
  private static boolean isMoving(char character, String kept) {
    return (Character.isISOControl(character)
            || character == '\u2028'
            || character == '\u2029'
            || character >= '\u202a' && character <= '\u202e'
            || character >= '\u2066' && character <= '\u2069')
        && kept.indexOf(character) < 0;
  }

  private static String escape(char character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) character);
    };
  }
}
