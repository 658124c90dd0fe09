package dev.revisor.engine.run;

/// Hears of a run's progress, on the thread that runs it; of a stop on the thread that asks.
public interface RunListener {
  void on(RunEvent event);

  /// One that listens to nothing.
  static RunListener none() {
    return _ -> {};
  }
}
