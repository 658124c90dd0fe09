package dev.revisor.engine.result;

/// Shortens text for people, marking the cut.
final class Cut {
  private static final String MARK = "…";

  private Cut() {}

  /// At most `max` characters (code units), the mark included; never half a surrogate pair.
  static String characters(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    var end = max - MARK.length();
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, Math.max(0, end)) + MARK;
  }
}
