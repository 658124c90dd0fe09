package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.PolicySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whose looks wait for whose.
class DatabaseWatchTest {
  private static final int AT_ONCE = 4;

  @SuppressWarnings("NullAway") // these looks need none
  private static final Workloads NO_WORKLOADS = new Workloads(null, null);

  private static final Duration AWAITED = Duration.ofSeconds(15);

  private final CountDownLatch slow = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile boolean slowly;
  private final DatabaseWatch watch = new DatabaseWatch(new SomeLooks());

  @AfterEach
  void close() {
    slow.countDown();
    watch.close();
  }

  @Test
  void regularLooksDoNotHoldUpOneThatSomebodyWaitsFor() throws InterruptedException {
    for (int i = 0; i < AT_ONCE; i++) {
      assertThat(seen("u" + i)).isTrue();
    }
    slowly = true;
    for (int i = 0; i < AT_ONCE; i++) {
      view("u" + i, () -> {});
    }
    slowly = false;
    assertThat(seen("another")).isTrue();
  }

  @Test
  void aFirstLookIsWaitedForFromItsTurnOn() throws InterruptedException {
    var now = Instant.now();
    assertThat(watch.isAwaited("u1", () -> now, now.plusSeconds(59))).isTrue();
    assertThat(watch.isAwaited("u1", () -> now, now.plusSeconds(61))).isFalse();
    slowly = true;
    view("u1", () -> {});
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(watch.isAwaited("u1", () -> now, now)).isTrue();
    assertThat(watch.isAwaited("u1", () -> now, Instant.now().plus(AWAITED))).isFalse();
  }

  private boolean seen(String uid) throws InterruptedException {
    var seen = new CountDownLatch(1);
    view(uid, seen::countDown);
    return seen.await(10, TimeUnit.SECONDS);
  }

  private void view(String uid, Runnable whenSeen) {
    var question =
        new DatabaseWatch.Question(
            new Observation.Identity("prod", uid, uid),
            new DatabaseReader.Place(
                "prod",
                Observations.SPEC.database(),
                "",
                Optional.empty(),
                PolicySpec.Drift.Report),
            slowly ? "slowly" : "",
            Duration.ZERO,
            Observations.SPEC,
            Optional.empty());
    watch.view(question, NO_WORKLOADS, whenSeen);
  }

  private final class SomeLooks implements Looks {
    @Override
    public DatabaseReader.Look look(DatabaseWatch.Question question, Workloads workloads) {
      if (question.wish().equals("slowly")) {
        begun.countDown();
        try {
          slow.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
      }
      return new DatabaseReader.Look(Observations.read().state(), new DriftView.Unknown(), "s1");
    }

    @Override
    public Duration leastInterval() {
      return Duration.ZERO;
    }

    @Override
    public int mostAtOnce() {
      return AT_ONCE;
    }

    @Override
    public Duration longestAwaited() {
      return AWAITED;
    }
  }
}
