package dev.revisor.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Random ids from the kernel's source: finding the JDK's own takes a short run milliseconds.
final class RandomIds {
  private static final Path SOURCE = Path.of("/dev/urandom");
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private RandomIds() {}

  static UUID next() {
    try (var source = Files.newInputStream(SOURCE)) {
      return of(ByteBuffer.wrap(source.readNBytes(2 * Long.BYTES)));
    } catch (IOException _) {
      return UUID.randomUUID();
    }
  }

  /// RFC 9562, "UUID Version 4".
  private static UUID of(ByteBuffer random) {
    var most = random.getLong() & ~0xF000L | VERSION_4;
    var least = random.getLong() & ~0xC000_0000_0000_0000L | VARIANT;
    return new UUID(most, least);
  }
}
