package dev.revisor.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The head of a file as nearly all have it: header lines and empty lines alone, exactly spelt, up
/// to a section mark. It is read without looking for SQL, which takes several times as long; where
/// anything else stands there, it is nobody's to read but [StatementScanner]'s.
///
/// @param lines the header lines
/// @param end the offset where the line of the first section mark begins
/// @param mark the line of that mark, from 1
record PlainHead(List<Directive> lines, int end, int mark) {
  private static final String PREFIX = "-- revisor:";

  /// Empty for a head of another form.
  static Optional<PlainHead> of(String text) {
    var lines = new ArrayList<Directive>();
    var line = 1;
    for (var start = 0; start < text.length(); line++) {
      var end = text.indexOf('\n', start);
      if (end > start) {
        if (!text.startsWith(PREFIX, start)) {
          return Optional.empty();
        }
        var keyword = keyword(text, start);
        var value = start + PREFIX.length() + keyword.length();
        if (isMark(keyword, text.charAt(value))) {
          return isPlain(text, end)
              ? Optional.of(new PlainHead(lines, start, line))
              : Optional.empty();
        }
        if (!Directive.HEADERS.contains(keyword) || !isValue(text, value, end)) {
          return Optional.empty();
        }
        lines.add(header(text, keyword, new Position(line, 1), start, end));
      } else if (end < 0) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return Optional.empty();
  }

  private static String keyword(String text, int start) {
    var from = start + PREFIX.length();
    var end = from;
    while (end < text.length() && HeaderForm.isOfWord(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static boolean isMark(String keyword, char behind) {
    return Directive.SECTIONS.contains(keyword) && (behind == '\n' || behind == ' ');
  }

  /// Whether a value stands behind one blank, with no blanks behind it: those would be left out.
  private static boolean isValue(String text, int blank, int end) {
    return blank + 1 < end
        && text.charAt(blank) == ' '
        && isInk(text.charAt(blank + 1))
        && isInk(text.charAt(end - 1));
  }

  private static boolean isInk(char c) {
    return c > ' ' && !Character.isWhitespace(c);
  }

  private static Directive header(
      String text, String keyword, Position position, int start, int end) {
    var value = start + PREFIX.length() + keyword.length() + 1;
    return new Directive(
        keyword,
        text.substring(value, end),
        position,
        new Position(position.line(), value - start + 1),
        start,
        end);
  }

  /// Whether lines end with line feeds alone, and there is no character that no script may have.
  private static boolean isPlain(String text, int end) {
    return text.indexOf('\r', 0, end) < 0 && text.indexOf('\0', 0, end) < 0;
  }
}
