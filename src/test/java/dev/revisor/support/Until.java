package dev.revisor.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition, with a deadline.
public final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Until() {}

  public static void holds(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + LIMIT.toSeconds() + " s for: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
