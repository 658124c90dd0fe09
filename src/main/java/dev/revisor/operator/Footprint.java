package dev.revisor.operator;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Keeps the process about as large as what it holds. The serial collector lets what grew old and
/// died lie until nothing more fits, so that the heap would grow to its limit however little is
/// held; what it gives back is told by the flags of the image.
@ApplicationScoped
public class Footprint {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /// Worth a pause of a tenth of a second.
  private static final long WORTH_BYTES = 2L << 20;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("footprint").factory());

  void begin(@Observes StartupEvent event) {
    oldGeneration()
        .ifPresent(
            old ->
                clock.scheduleWithFixedDelay(
                    () -> collect(old),
                    INTERVAL.toMillis(),
                    INTERVAL.toMillis(),
                    TimeUnit.MILLISECONDS));
  }

  private static Optional<MemoryPoolMXBean> oldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));
  }

  private static void collect(MemoryPoolMXBean old) {
    if (isDue(old.getUsage().getUsed(), old.getCollectionUsage().getUsed())) {
      System.gc();
    }
  }

  /// @param usedBytes of the old generation
  /// @param leftBytes what the last collection of it has left
  static boolean isDue(long usedBytes, long leftBytes) {
    return usedBytes - leftBytes > Math.max(WORTH_BYTES, leftBytes / 8);
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
  }
}
