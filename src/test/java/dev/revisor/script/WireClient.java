package dev.revisor.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Speaks PostgreSQL's simple query protocol (manual, "Message Flow"), with no driver between that
/// would look into the SQL. The server must trust the client.
final class WireClient implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  WireClient(int port, String database) throws IOException {
    socket = new Socket("localhost", port);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    var parameters =
        "user\0postgres\0database\0%s\0client_encoding\0UTF8\0\0"
            .formatted(database)
            .getBytes(UTF_8);
    out.writeInt(parameters.length + 8);
    out.writeInt(3 << 16);
    out.write(parameters);
    out.flush();
    answer();
  }

  /// The server's answer: one command tag a statement that it ran, and its error, if it had one.
  record Answer(List<String> tags, String error) {}

  /// Sends a text for the server to split and run.
  Answer send(String sql) throws IOException {
    var bytes = sql.getBytes(UTF_8);
    out.writeByte('Q');
    out.writeInt(bytes.length + 5);
    out.write(bytes);
    out.writeByte(0);
    out.flush();
    return answer();
  }

  private Answer answer() throws IOException {
    var tags = new ArrayList<String>();
    var error = "";
    while (true) {
      var type = in.readByte();
      var body = new byte[in.readInt() - 4];
      in.readFully(body);
      switch (type) {
        case 'C' -> tags.add(new String(body, 0, body.length - 1, UTF_8));
        case 'I' -> tags.add("");
        case 'E' -> error = fields(body);
        case 'G' -> cancelCopy();
        case 'Z' -> {
          return new Answer(tags, error);
        }
        default -> {}
      }
    }
  }

  private void cancelCopy() throws IOException {
    out.writeByte('f');
    out.writeInt(5);
    out.writeByte(0);
    out.flush();
  }

  /// The SQLSTATE and the message.
  private static String fields(byte[] body) {
    var state = "";
    var message = "";
    for (var field : new String(body, UTF_8).split("\0")) {
      state = field.startsWith("C") ? field.substring(1) : state;
      message = field.startsWith("M") ? field.substring(1) : message;
    }
    return state + " " + message;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
