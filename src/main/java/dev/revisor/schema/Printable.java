package dev.revisor.schema;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text for people that may hold names of any characters: what moves a terminal's cursor, colours
/// or turns its lines is written as Java escapes it. SQL never goes through here: it must say the
/// names as they are.
public final class Printable {
  /// Control characters, what ends lines or turns their direction (Unicode Standard Annex 9).
  private static final String MOVING = "\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";

  private static final Pattern IN_LINE = Pattern.compile("[" + MOVING + "]");
  private static final Pattern IN_LINES = Pattern.compile("[" + MOVING + "&&[^\n\t]]");

  private Printable() {}

  /// What stands in one line: no name in it can begin another.
  public static String line(String text) {
    return IN_LINE.matcher(text).replaceAll(Printable::escaped);
  }

  /// What may be several lines, with tabs.
  public static String lines(String text) {
    return IN_LINES.matcher(text).replaceAll(Printable::escaped);
  }

  private static String escaped(MatchResult found) {
    var character = found.group().charAt(0);
    // each backslash twice: it is a replacement's escape
    return switch (character) {
      case '\n' -> "\\\\n";
      case '\r' -> "\\\\r";
      case '\t' -> "\\\\t";
      default -> "\\\\u%04x".formatted((int) character);
    };
  }
}
