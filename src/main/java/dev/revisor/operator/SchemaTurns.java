package dev.revisor.operator;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A schema is large beside all else that is held, so few are read at a time. A slow database would
/// hold up all others: those that are slow take turns among themselves.
final class SchemaTurns {
  private static final int AT_ONCE = 2;
  private static final int SLOW_AT_ONCE = 1;

  /// A hundred times what a round trip takes, even of a large schema.
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Semaphore slow = new Semaphore(SLOW_AT_ONCE);
  private final Duration patience;

  /// @param patience how long a slow database waits for its turn, lest many of them take up all who
  ///   look
  SchemaTurns(Duration patience) {
    this.patience = patience;
  }

  /// Reads a schema.
  interface Reading<T> {
    T read() throws SQLException;
  }

  /// @param answer how long the database took for its last answer
  /// @throws SQLException that of the reading, or that a slow one did not get its turn in time
  <T> T take(Duration answer, Reading<T> reading) throws SQLException {
    return answer.compareTo(SLOW) < 0 ? take(reading) : takeSlowly(reading);
  }

  private <T> T take(Reading<T> reading) throws SQLException {
    turns.acquireUninterruptibly();
    try {
      return reading.read();
    } finally {
      turns.release();
    }
  }

  private <T> T takeSlowly(Reading<T> reading) throws SQLException {
    if (!acquired()) {
      throw new SQLException("the database is slow, and others that are as slow are being read");
    }
    try {
      return reading.read();
    } finally {
      slow.release();
    }
  }

  private boolean acquired() throws SQLException {
    try {
      return slow.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("the operator ends", e);
    }
  }
}
