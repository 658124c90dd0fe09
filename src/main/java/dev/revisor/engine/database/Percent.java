package dev.revisor.engine.database;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding as RFC 3986 has it (a plus is a plus).
final class Percent {
  private Percent() {}

  /// @throws dev.revisor.engine.result.RevisorException InvalidConfiguration
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        decoded.write(octet(bytes, i + 1));
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded.toByteArray()))
          .toString();
    } catch (CharacterCodingException _) {
      throw ConnectionParameters.refused("the database URL must be UTF-8 once it is decoded");
    }
  }

  private static int octet(byte[] bytes, int at) {
    if (at + 1 < bytes.length
        && HexFormat.isHexDigit(bytes[at])
        && HexFormat.isHexDigit(bytes[at + 1])) {
      var octet = HexFormat.fromHexDigit(bytes[at]) * 16 + HexFormat.fromHexDigit(bytes[at + 1]);
      if (octet != 0) {
        return octet;
      }
    }
    throw ConnectionParameters.refused(
        "a % in the database URL must be followed by two hexadecimal digits other than 00");
  }
}
