package dev.revisor.engine.kept;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What a kept catalog is found by: SHA-256 over everything that decides what the catalog is.
///
/// @param digest in hexadecimal digits
public record CatalogKey(String digest) {
  public CatalogKey {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("digest must be 64 hexadecimal digits, was " + digest);
    }
  }

  /// @param facts in an order that means something: other facts, or the same in another order, make
  ///   another key
  public static CatalogKey of(List<String> facts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var fact : facts) {
        var bytes = fact.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      return new CatalogKey(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
