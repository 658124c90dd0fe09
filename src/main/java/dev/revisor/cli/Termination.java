package dev.revisor.cli;

import dev.revisor.engine.run.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What happens at SIGTERM and SIGINT: the run is asked to stop, is given the time to roll back and
/// report, and the process ends with the code of the report instead of the JVM's 143.
final class Termination {
  /// Kubernetes kills after 30 seconds unless told otherwise.
  private static final Duration LONGEST = Duration.ofSeconds(27);

  private final AtomicReference<@Nullable StopSignal> run = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int exitCode = ExitCode.TRANSIENT.number();

  /// Begins to listen to the signals of this process.
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "revisor-termination"));
  }

  /// The run to stop.
  void watch(StopSignal signal) {
    run.set(signal);
  }

  /// The program has ended by itself.
  void end(int code) {
    exitCode = code;
    ended.countDown();
  }

  private void stop() {
    var signal = run.get();
    if (signal != null && ended.getCount() > 0) {
      signal.request();
      try {
        ended.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
