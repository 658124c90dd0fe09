package dev.revisor.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// What a client sends without TLS, cut where a server begins to work: behind each message that it
/// acts upon at once. Those of the extended query protocol wait for the `Sync` behind them (manual,
/// "Message Formats").
final class ClientMessages {
  private static final String WAIT_FOR_SYNC = "PBDECH";
  private static final int NO_MESSAGE = -1;

  /// The length of the question for TLS, after whose refusal the client begins once more.
  private static final int SSL_REQUEST = 8;

  private final DataInputStream in;
  private boolean hasBegun;

  ClientMessages(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
  }

  /// Empty at the end.
  byte[] next() throws IOException {
    var request = new ByteArrayOutputStream();
    if (!hasBegun) {
      var length = in.readInt();
      hasBegun = length != SSL_REQUEST;
      return append(request, length).toByteArray();
    }
    var type = in.read();
    while (type != NO_MESSAGE) {
      request.write(type);
      append(request, in.readInt());
      if (WAIT_FOR_SYNC.indexOf(type) < 0) {
        break;
      }
      type = in.read();
    }
    return request.toByteArray();
  }

  /// @param length of a message, with the four bytes that say it
  private ByteArrayOutputStream append(ByteArrayOutputStream request, int length)
      throws IOException {
    request.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    request.write(in.readNBytes(length - Integer.BYTES));
    return request;
  }
}
