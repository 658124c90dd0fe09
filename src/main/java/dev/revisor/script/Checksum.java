package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of a revision file in its normal form, 64 lower-case hexadecimal digits: the byte order
/// mark is dropped, CRLF is LF everywhere, blanks (space, tab) at the end of a line are dropped
/// except within literals, quoted identifiers and COPY data, and the file ends with one newline.
/// The rest is hashed as UTF-8.
public record Checksum(String hex) {
  private static final int BUFFER = 1 << 14;
  private static final int DIGITS = 64;

  /// Never fed, only copied: to look for the algorithm costs as much as a small file.
  private static final MessageDigest SHA256 = sha256();

  public Checksum {
    if (!isValid(hex)) {
      throw new IllegalArgumentException(
          "a checksum must be 64 hexadecimal digits in lower case, was '" + hex + "'");
    }
  }

  private static boolean isValid(String hex) {
    for (var i = 0; i < hex.length(); i++) {
      var digit = hex.charAt(i);
      if (!(digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return hex.length() == DIGITS;
  }

  /// The checksum of a whole file, read from its start. A broken file has one too.
  public static Checksum of(Reader file) throws IOException {
    var chars = new char[BUFFER];
    var length = 0;
    for (var more = 0; more >= 0 && length < BUFFER; length += Math.max(more, 0)) {
      more = file.read(chars, length, BUFFER - length);
    }
    var start = new String(chars, 0, length);
    return length < BUFFER ? of(start) : scanned(new Continued(start, file));
  }

  /// The checksum of a file whose whole text is at hand.
  public static Checksum of(String text) throws IOException {
    return isNormal(text)
        ? of(digest().digest(text.getBytes(StandardCharsets.UTF_8)))
        : scanned(new StringReader(text));
  }

  /// Whether nothing of a file changes on the way to its normal form, whatever its lexemes are: so
  /// it is with nearly all, and then it need not be scanned.
  private static boolean isNormal(String file) {
    return file.endsWith("\n")
        && !file.endsWith("\n\n")
        && !file.startsWith("\uFEFF")
        && file.indexOf('\r') < 0
        && !file.contains(" \n")
        && !file.contains("\t\n");
  }

  /// The checksum by the way that serves every file.
  static Checksum scanned(Reader file) throws IOException {
    var form = new NormalForm(digest());
    var window = new Window(file, BUFFER, 0, Long.MAX_VALUE);
    window.skipByteOrderMark();
    var scanner =
        new StatementScanner(window, Lexer.Dialect.SCRIPT, Position.START, new Problems(), form);
    while (!(scanner.next() instanceof Found.End)) {
      // the tap sees every character
    }
    return of(form.finish());
  }

  private static Checksum of(byte[] digest) {
    return new Checksum(HexFormat.of().formatHex(digest));
  }

  private static MessageDigest digest() {
    try {
      return (MessageDigest) SHA256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the Java platform can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
