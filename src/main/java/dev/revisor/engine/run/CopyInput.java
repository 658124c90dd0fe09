package dev.revisor.engine.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/// Streams the data of a COPY to the server as UTF-8, in pieces of 64 KiB.
final class CopyInput {
  private static final int PIECE = 64 * 1024;

  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer characters = CharBuffer.allocate(PIECE / 3);
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE);
  private final CopyIn copy;

  private CopyInput(CopyIn copy) {
    this.copy = copy;
  }

  /// Sends all of `data`, and ends the COPY; takes it back when reading fails.
  static void send(Reader data, CopyIn copy) throws SQLException, IOException {
    try {
      new CopyInput(copy).send(data);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void send(Reader data) throws SQLException, IOException {
    while (data.read(characters) >= 0) {
      encode(false);
    }
    encode(true);
  }

  private void encode(boolean end) throws SQLException, IOException {
    characters.flip();
    var result = encoder.encode(characters, bytes, end);
    if (result.isError()) {
      result.throwException();
    }
    characters.compact();
    copy.writeToCopy(bytes.array(), 0, bytes.position());
    bytes.clear();
  }
}
