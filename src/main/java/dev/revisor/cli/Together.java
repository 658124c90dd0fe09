package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Two results that were worked for at the same time.
record Together<A, B>(A one, B other) {
  /// Both are done when this returns, whatever came of them; where both fail, the first one's
  /// failure counts.
  static <A, B> Together<A, B> of(Supplier<A> one, Supplier<B> other) {
    var task = new FutureTask<>(other::get);
    var thread = Thread.ofPlatform().name("revisor-together").daemon().start(task);
    try {
      var first = one.get();
      return new Together<>(first, result(task));
    } finally {
      end(thread);
    }
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException _) {
      throw terminated();
    }
  }

  private static void end(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      throw terminated();
    }
  }

  private static RevisorException terminated() {
    Thread.currentThread().interrupt();
    return RevisorException.of(Reason.Terminated, "asked to stop");
  }
}
