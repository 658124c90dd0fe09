package dev.revisor.engine.run;

import dev.revisor.engine.result.RunResult;
import java.time.InstantSource;

/// Runs plans on databases.
public final class Executor {
  private final RunListener listener;
  private final StopSignal stop;
  private final InstantSource clock;

  /// @param stop of one run
  public Executor(RunListener listener, StopSignal stop, InstantSource clock) {
    this.listener = listener;
    this.stop = stop;
    this.clock = clock;
  }

  /// Brings the database to where `planning` says. Looks without a lock first, and takes none when
  /// there is nothing to do. Whatever goes wrong is in the result; only our own bugs are thrown.
  public RunResult run(RunRequest request, Planning planning, ScriptDirectory scripts) {
    try {
      return new Run(request, scripts, listener, stop, clock).result(planning);
    } finally {
      stop.end();
    }
  }
}
