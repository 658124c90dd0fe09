package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;

/// The part of a file that is being looked at: characters from a kept offset on, up to what has
/// been read ahead. Offsets count `char`s from the start of the file. It grows only with what is
/// kept.
final class Window {
  /// Nothing more to read.
  static final int END = -1;

  /// No such offset.
  static final long NONE = -1;

  private final Reader reader;
  private final long stop;
  private char[] chars;
  private int position;
  private int limit;
  private int kept;
  private long origin;
  private boolean exhausted;
  private long nul = NONE;

  /// Reads from `start`, which is where `reader` stands, up to `stop` or the end of the file.
  Window(Reader reader, int capacity, long start, long stop) {
    this.reader = reader;
    this.stop = stop;
    this.chars = new char[capacity];
    this.origin = start;
  }

  /// The current character, or [#END].
  int peek() throws IOException {
    return position < limit || fill(1) ? chars[position] : END;
  }

  /// The character `ahead` places after the current one, or [#END].
  int peek(int ahead) throws IOException {
    return position + ahead < limit || fill(ahead + 1) ? chars[position + ahead] : END;
  }

  /// Goes past `count` characters that were seen.
  void advance(int count) {
    position += count;
  }

  /// The offset of the current character.
  long offset() {
    return origin + position;
  }

  /// Goes past characters of the classes in `mask`.
  void skipWhile(int mask) throws IOException {
    do {
      while (position < limit && (CharClass.of(chars[position]) & mask) != 0) {
        position++;
      }
    } while (position == limit && fill(1));
  }

  /// Goes to the next `a` or `b` and returns it, or [#END].
  int skipTo(char a, char b) throws IOException {
    do {
      for (; position < limit; position++) {
        var c = chars[position];
        if (c == a || c == b) {
          return c;
        }
      }
    } while (fill(1));
    return END;
  }

  /// How many of the characters that are at hand (up to `max`, at least one unless at the end)
  /// belong to lines that cannot be COPY's end: it stops behind each line end that a backslash, or
  /// nothing at hand, follows.
  int lengthOfPlainLines(int max) throws IOException {
    if (peek() == END) {
      return 0;
    }
    var end = position + Math.min(limit - position, max);
    for (var i = position; i < end; i++) {
      if (chars[i] == '\n' && (i + 1 == limit || chars[i + 1] == '\\')) {
        return i + 1 - position;
      }
    }
    return end - position;
  }

  /// Copies the next `length` characters, which are at hand, without going past them.
  void copy(int length, char[] target, int at) {
    System.arraycopy(chars, position, target, at, length);
  }

  /// The offset of the first U+0000 read so far, or [#NONE].
  long nul() {
    return nul;
  }

  /// The kept text from offset `from` to `to`.
  String text(long from, long to) {
    return new String(chars, index(from), (int) (to - from));
  }

  /// The kept character at `offset`.
  char at(long offset) {
    return chars[index(offset)];
  }

  /// Shows the kept text from offset `from` to `to`.
  void show(Tap.Region region, long from, long to, Tap tap) {
    tap.accept(region, chars, index(from), index(to));
  }

  /// How many line feeds the next `length` characters, which are at hand, hold.
  int lineFeeds(int length) {
    var count = 0;
    for (var i = position; i < position + length; i++) {
      count += chars[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /// Goes past a byte order mark.
  void skipByteOrderMark() throws IOException {
    if (peek() == '\uFEFF') {
      advance(1);
      keepFrom(offset());
    }
  }

  /// Lets go of everything before `offset`.
  void keepFrom(long offset) {
    kept = index(offset);
  }

  /// What is kept and read ahead: the character at an offset is at its [#index]. Only to be read,
  /// and only until the window moves.
  char[] kept() {
    return chars;
  }

  /// The index in [#kept] of a kept offset.
  int index(long offset) {
    return (int) (offset - origin);
  }

  /// Reads until `count` characters from the current one on are at hand; false at the end.
  private boolean fill(int count) throws IOException {
    while (limit - position < count) {
      if (exhausted) {
        return false;
      }
      makeRoom();
      var room = (int) Math.min(chars.length - limit, stop - origin - limit);
      var read = room == 0 ? -1 : reader.read(chars, limit, room);
      if (read < 0) {
        exhausted = true;
      } else {
        noticeNul(read);
        limit += read;
      }
    }
    return true;
  }

  private void noticeNul(int length) {
    for (var i = limit; nul == NONE && i < limit + length; i++) {
      if (chars[i] == 0) {
        nul = origin + i;
      }
    }
  }

  /// Moves what is kept to the front once the array is full, and doubles the array when that frees
  /// less than half of it: each character is moved a constant number of times on average.
  private void makeRoom() {
    if (limit < chars.length) {
      return;
    }
    var length = limit - kept;
    var target = length > chars.length / 2 ? new char[Math.multiplyExact(chars.length, 2)] : chars;
    System.arraycopy(chars, kept, target, 0, length);
    chars = target;
    origin += kept;
    position -= kept;
    limit = length;
    kept = 0;
  }
}
