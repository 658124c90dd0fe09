package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;

/// The inline data of a `COPY … FROM stdin`, read straight from the file. They end at the first
/// line that is `\.` and nothing else, in every format: psql of all versions reads data inside a
/// script so, and in CSV, too, where servers from 18 on would take such a line for data. A value
/// that is such a line must be quoted together with something else, or go into an INSERT. Lines end
/// with LF or CRLF. Close does nothing.
public final class CopyData extends Reader {
  private static final String NO_END =
      "the data of this COPY … FROM stdin do not end: a line with \\. alone is missing";

  private final Window window;
  private final Lines lines;
  private final Tap tap;
  private final Problems problems;
  private final Position copy;
  private final Position first;
  private long complete;
  private boolean atLineStart = true;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    ENDED,
    CUT
  }

  /// Reads from the window's offset, which is at `first`, the data of the COPY at `copy`.
  CopyData(Window window, Lines lines, Tap tap, Problems problems, Position copy) {
    this.window = window;
    this.lines = lines;
    this.tap = tap;
    this.problems = problems;
    this.copy = copy;
    this.first = lines.positionOf(window.offset());
  }

  /// Where the server's `COPY t, line N` lies in the file: `line` counts data lines from 1.
  public Position positionOfLine(long line) {
    return new Position(Math.toIntExact(first.line() + line - 1), 1);
  }

  /// @throws ScriptException when the file ends before the data do
  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    var total = 0;
    while (total < length) {
      var count = available(length - total);
      if (count == 0) {
        break;
      }
      window.copy(count, buffer, offset + total);
      take(count);
      total += count;
    }
    problems.raise();
    return total == 0 && length > 0 ? -1 : total;
  }

  @Override
  public void close() {}

  /// Goes to the end of the data; whether there is one.
  boolean finish() throws IOException {
    for (var count = available(Integer.MAX_VALUE); count > 0; ) {
      take(count);
      count = available(Integer.MAX_VALUE);
    }
    return state == State.ENDED;
  }

  /// How many characters can be taken at once, at most `most`; 0 at the end, which is taken.
  private int available(int most) throws IOException {
    if (state == State.OPEN && atLineStart) {
      takeEnd();
    }
    if (state != State.OPEN) {
      return 0;
    }
    var count = window.lengthOfPlainLines(most);
    if (count == 0) {
      state = State.CUT;
      problems.add(copy, NO_END);
    }
    return count;
  }

  private void take(int count) {
    var from = window.offset();
    noticeNul(from, count);
    var feeds = window.lineFeeds(count);
    window.advance(count);
    window.show(Tap.Region.VERBATIM, from, window.offset(), tap);
    atLineStart = window.at(window.offset() - 1) == '\n';
    complete += feeds;
    lines.skipLines(window.offset(), feeds);
  }

  private void takeEnd() throws IOException {
    var length = lengthOfEnd();
    if (length > 0) {
      var from = window.offset();
      window.advance(length);
      window.show(Tap.Region.PLAIN, from, window.offset(), tap);
      lines.skipLines(window.offset(), 1);
      state = State.ENDED;
    }
  }

  private int lengthOfEnd() throws IOException {
    if (window.peek() != '\\' || window.peek(1) != '.') {
      return 0;
    }
    var next = window.peek(2);
    if (next == Window.END) {
      return 2;
    }
    if (next == '\n') {
      return 3;
    }
    return next == '\r' && window.peek(3) == '\n' ? 4 : 0;
  }

  private void noticeNul(long from, int count) {
    var nul = window.nul();
    if (nul >= from && nul < from + count) {
      var before = window.lineFeeds((int) (nul - from));
      problems.add(positionOfLine(complete + before + 1), StatementScanner.NUL);
    }
  }
}
