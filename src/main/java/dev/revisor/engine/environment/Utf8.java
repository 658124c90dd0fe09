package dev.revisor.engine.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says of a file that is not UTF-8 where it is not.
public final class Utf8 {
  private static final int BUFFER_BYTES = 1 << 16;

  private Utf8() {}

  /// The line of the first byte that is no UTF-8.
  ///
  /// @param shown the file's name in the problem
  public static Problem problem(Path file, String shown) {
    var bytes = ByteBuffer.allocate(BUFFER_BYTES);
    var text = CharBuffer.allocate(BUFFER_BYTES);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var line = 1;
    try (var channel = Files.newByteChannel(file)) {
      var ended = false;
      while (!ended) {
        ended = channel.read(bytes) < 0;
        var result = decoder.decode(bytes.flip(), text, ended);
        line += (int) text.flip().chars().filter(character -> character == '\n').count();
        if (result.isError()) {
          return new Problem(shown, line, 0, complaint(bytes.get(bytes.position())));
        }
        text.clear();
        bytes.compact();
      }
    } catch (IOException e) {
      return new Problem(shown, 0, 0, Paths.reason(e));
    }
    return new Problem(shown, 0, 0, "not valid UTF-8");
  }

  private static String complaint(byte octet) {
    return "not valid UTF-8: the byte 0x%02X; save the file as UTF-8".formatted(octet);
  }
}
