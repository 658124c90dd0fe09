package dev.revisor.engine.database;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.HexFormat;

/// Wraps bare keys into PKCS#8 (RFC 5208): `SEQUENCE { 0, algorithm, OCTET STRING { key } }`.
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int CURVE = 0xA0;
  private static final byte[] VERSION_0 = {2, 1, 0};

  /// `SEQUENCE { 1.2.840.113549.1.1.1 (rsaEncryption), NULL }`
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /// `1.2.840.10045.2.1 (ecPublicKey)`
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private Der() {}

  static byte[] pkcs8OfRsa(byte[] pkcs1) {
    return element(SEQUENCE, VERSION_0, RSA, element(OCTET_STRING, pkcs1));
  }

  /// The curve's name is inside the key (RFC 5915: `[0] parameters`) and moves to the algorithm.
  static byte[] pkcs8OfEc(byte[] sec1) throws InvalidKeyException {
    var algorithm = element(SEQUENCE, EC, curve(sec1));
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, sec1));
  }

  private static byte[] curve(byte[] sec1) throws InvalidKeyException {
    try {
      // SEQUENCE { INTEGER 1, OCTET STRING, [0] { curve }, [1] … }
      var at = contentStart(sec1, 0);
      at = end(sec1, at);
      at = end(sec1, at);
      if ((sec1[at] & 0xff) == CURVE) {
        var start = contentStart(sec1, at);
        if (sec1[start] == OBJECT_IDENTIFIER) {
          return Arrays.copyOfRange(sec1, start, end(sec1, start));
        }
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new InvalidKeyException("sslkey is not an EC key", e);
    }
    throw new InvalidKeyException("sslkey is an EC key that does not name its curve");
  }

  private static int contentStart(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    return first < 0x80 ? at + 2 : at + 2 + (first & 0x7f);
  }

  private static int end(byte[] der, int at) {
    var first = der[at + 1] & 0xff;
    var length = first < 0x80 ? first : 0;
    for (var i = 0; i < (first < 0x80 ? 0 : first & 0x7f); i++) {
      length = length << 8 | der[at + 2 + i] & 0xff;
    }
    return contentStart(der, at) + length;
  }

  private static byte[] element(int tag, byte[]... contents) {
    var content = new ByteArrayOutputStream();
    for (var part : contents) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    length(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static void length(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    var bytes = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.write(0x80 | bytes);
    for (var i = bytes - 1; i >= 0; i--) {
      out.write(length >>> (8 * i));
    }
  }
}
