package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// SHA-256 of a revision file in its normal form, 64 lower-case hexadecimal digits: the byte order
/// mark is dropped, CRLF is LF everywhere, blanks (space, tab) at the end of a line are dropped
/// except within literals, quoted identifiers and COPY data, and the file ends with one newline.
/// The rest is hashed as UTF-8.
public record Checksum(String hex) {
  private static final int BUFFER = 1 << 14;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Checksum {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a checksum must be 64 hexadecimal digits in lower case, was '" + hex + "'");
    }
  }

  /// The checksum of a whole file, read from its start. A broken file has one too.
  public static Checksum of(Reader file) throws IOException {
    var form = new NormalForm(sha256());
    var window = new Window(file, BUFFER, 0, Long.MAX_VALUE);
    window.skipByteOrderMark();
    var scanner =
        new StatementScanner(window, Lexer.Dialect.SCRIPT, Position.START, new Problems(), form);
    while (!(scanner.next() instanceof Found.End)) {
      // the tap sees every character
    }
    return new Checksum(HexFormat.of().formatHex(form.finish()));
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
