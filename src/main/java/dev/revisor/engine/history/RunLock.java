package dev.revisor.engine.history;

import dev.revisor.engine.database.VersionTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The advisory lock that a run holds: its key is the first eight bytes (big-endian) of the SHA-256
/// of `schema.table` in UTF-8, so that other tools can take it too.
public record RunLock(long key) {
  public static RunLock of(VersionTable table) {
    return of(table.toString());
  }

  /// The one that the journal of a revision without a transaction holds: of
  /// `schema.table/progress`.
  public static RunLock ofJournal(VersionTable table) {
    return of(table + "/progress");
  }

  private static RunLock of(String name) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return new RunLock(ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The upper half, as `pg_locks.classid` shows it.
  public long classId() {
    return key >>> 32;
  }

  /// The lower half, as `pg_locks.objid` shows it.
  public long objectId() {
    return key & 0xffff_ffffL;
  }
}
