package dev.revisor.engine.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks a run to stop, from another thread such as a shutdown hook: the running statement may end
/// within the grace time, then it is cancelled.
public final class StopSignal {
  private final Duration grace;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> heard = new AtomicReference<>();

  public StopSignal(Duration grace) {
    this.grace = grace;
  }

  /// Asks; does not wait. A second request changes nothing.
  public void request() {
    if (!isRequested()) {
      requested.countDown();
      Thread.ofPlatform().daemon().name("revisor-grace").start(this::cancelAfterGrace);
      var action = heard.get();
      if (action != null) {
        action.run();
      }
    }
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /// Waits until the run that listens to this has ended; false when the time was too short.
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Sleeps, unless or until the run is asked to stop.
  public void pause(Duration duration) {
    try {
      if (requested.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      requested.countDown();
    }
  }

  /// What to do at once when asked, on the thread that asks; one such action.
  public void onRequest(Runnable action) {
    heard.set(action);
  }

  /// What to do when the grace time is over.
  void onExpiry(Runnable action) {
    cancel.set(action);
  }

  /// Whoever listened has ended.
  public void end() {
    cancel.set(null);
    heard.set(null);
    ended.countDown();
  }

  private void cancelAfterGrace() {
    try {
      // A cancel request can come too early, between two statements: it is said again.
      for (var wait = grace; !awaitEnd(wait); wait = Duration.ofMillis(200)) {
        var action = cancel.get();
        if (action != null) {
          action.run();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
