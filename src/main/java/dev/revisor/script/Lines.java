package dev.revisor.script;

/// Turns offsets into positions by walking over the kept text, from the last place asked for
/// onwards, so that questions in the order of the file cost linear time in all.
final class Lines {
  private final Window window;
  private Place base;
  private Place cursor;

  /// A place: its offset, its position, and whether the character before it was a carriage return.
  private record Place(long offset, int line, int column, boolean afterReturn) {}

  /// `start` is the position of the character at `offset`, the first that is kept.
  Lines(Window window, long offset, Position start) {
    this.window = window;
    this.base = new Place(offset, start.line(), start.column(), false);
    this.cursor = base;
  }

  /// The position of `offset`, which must be kept and read.
  Position positionOf(long offset) {
    var place = walk(offset < cursor.offset ? base : cursor, offset);
    if (offset >= cursor.offset) {
      cursor = place;
    }
    return new Position(place.line, place.column);
  }

  /// Lets the window forget everything before `offset`.
  void forgetBefore(long offset) {
    base = walk(offset < cursor.offset ? base : cursor, offset);
    cursor = base;
    window.keepFrom(offset);
  }

  /// The text from the last place to `offset` was `count` lines; the window may forget it.
  void skipLines(long offset, int count) {
    base = new Place(offset, cursor.line + count, 1, false);
    cursor = base;
    window.keepFrom(offset);
  }

  private Place walk(Place from, long offset) {
    var chars = window.kept();
    var line = from.line;
    var column = from.column;
    var afterReturn = from.afterReturn;
    var end = window.index(offset);
    for (var i = window.index(from.offset); i < end; i++) {
      var c = chars[i];
      if (c == '\n' || c == '\r') {
        line += c == '\n' && afterReturn ? 0 : 1;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
      afterReturn = c == '\r';
    }
    return new Place(offset, line, column, afterReturn);
  }
}
