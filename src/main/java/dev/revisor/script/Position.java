package dev.revisor.script;

/// A place in a file. `line` and `column` count from 1; columns count characters (Unicode code
/// points, a tab is one), lines end with LF, CRLF or a lone CR, as in PostgreSQL's lexer. A byte
/// order mark is no character.
public record Position(int line, int column) implements Comparable<Position> {
  /// The first character of a file.
  public static final Position START = new Position(1, 1);

  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column must be 1 or more, were " + line + " and " + column);
    }
  }

  /// The position behind `text`, which begins here.
  Position after(String text) {
    return after(text, text.length());
  }

  /// The position behind the first `length` characters of `text`, which begins here.
  Position after(String text, int length) {
    var atLine = line;
    var atColumn = column;
    for (var i = 0; i < length; i++) {
      var c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        atLine += c == '\n' && i > 0 && text.charAt(i - 1) == '\r' ? 0 : 1;
        atColumn = 1;
      } else if (!Character.isLowSurrogate(c)) {
        atColumn++;
      }
    }
    return new Position(atLine, atColumn);
  }

  @Override
  public int compareTo(Position other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  /// `line:column`.
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
