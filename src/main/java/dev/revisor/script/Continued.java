package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;

/// A file whose start was read already, from its start once more. It is closed by whoever opened
/// it.
final class Continued extends Reader {
  private final String start;
  private final Reader rest;
  private int position;

  Continued(String start, Reader rest) {
    this.start = start;
    this.rest = rest;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (position == start.length()) {
      return rest.read(into, offset, length);
    }
    var count = Math.min(length, start.length() - position);
    start.getChars(position, position + count, into, offset);
    position += count;
    return count;
  }

  @Override
  public void close() {}
}
