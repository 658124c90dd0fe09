package dev.revisor.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Brings the characters of a file into its normal form on their way into a digest.
final class NormalForm implements Tap {
  private final MessageDigest digest;
  private final char[] out = new char[8192];
  private int length;
  private final StringBuilder blanks = new StringBuilder();
  private long newlines;
  private boolean afterReturn;
  private char last;

  NormalForm(MessageDigest digest) {
    this.digest = digest;
  }

  @Override
  public void accept(Region region, char[] chars, int from, int to) {
    for (var i = from; i < to; i++) {
      var c = chars[i];
      if (afterReturn) {
        afterReturn = false;
        if (c != '\n') {
          put('\r');
        }
      }
      if (c == '\r') {
        afterReturn = true;
      } else if (region == Region.VERBATIM) {
        put(c);
      } else {
        plain(c);
      }
    }
  }

  /// The digest of all, which ends with one newline.
  byte[] finish() {
    if (afterReturn) {
      put('\r');
    }
    blanks.setLength(0);
    // a literal that never ends may have brought the newline
    newlines = last == '\n' ? 0 : 1;
    put();
    flush();
    return digest.digest();
  }

  private void plain(char c) {
    switch (c) {
      case '\n' -> {
        blanks.setLength(0);
        newlines++;
      }
      case ' ', '\t' -> blanks.append(c);
      default -> put(c);
    }
  }

  private void put(char c) {
    if (newlines > 0 || !blanks.isEmpty()) {
      put();
    }
    emit(c);
  }

  /// Emits the newlines and blanks that were held back, since something follows them.
  private void put() {
    for (; newlines > 0; newlines--) {
      emit('\n');
    }
    for (var i = 0; i < blanks.length(); i++) {
      emit(blanks.charAt(i));
    }
    blanks.setLength(0);
  }

  private void emit(char c) {
    if (length == out.length) {
      flush();
    }
    out[length++] = c;
    last = c;
  }

  /// Hands on what is whole: a high surrogate waits for its other half.
  private void flush() {
    var keep = length == out.length && Character.isHighSurrogate(out[length - 1]) ? 1 : 0;
    digest.update(new String(out, 0, length - keep).getBytes(StandardCharsets.UTF_8));
    out[0] = out[length - 1];
    length = keep;
  }
}
