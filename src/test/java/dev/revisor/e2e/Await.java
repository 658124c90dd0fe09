package dev.revisor.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a condition of the world with a deadline; what was last seen is in the failure.
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private Await() {}

  static <T> T until(String what, Duration limit, Supplier<T> look, Predicate<T> reached) {
    var deadline = Instant.now().plus(limit);
    while (true) {
      var seen = look.get();
      if (reached.test(seen)) {
        return seen;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("not within " + limit + ": " + what + "; last seen: " + seen);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
