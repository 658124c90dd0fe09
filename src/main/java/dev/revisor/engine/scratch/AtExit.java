package dev.revisor.engine.scratch;

import java.util.concurrent.atomic.AtomicBoolean;

/// Something that is done once: when it is asked for, or else when the process ends.
final class AtExit implements Runnable {
  private final Runnable action;
  private final AtomicBoolean done = new AtomicBoolean();
  private final Thread hook = new Thread(this::once, "revisor-scratch");

  private AtExit(Runnable action) {
    this.action = action;
  }

  static AtExit of(Runnable action) {
    var atExit = new AtExit(action);
    try {
      Runtime.getRuntime().addShutdownHook(atExit.hook);
    } catch (IllegalStateException e) {
      atExit.run();
      throw e;
    }
    return atExit;
  }

  @Override
  public void run() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // the process is ending: whoever comes first does it
    }
    once();
  }

  private void once() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
