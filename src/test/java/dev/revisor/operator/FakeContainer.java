package dev.revisor.operator;

import java.time.Instant;
import java.util.Optional;

/// A pod's container that runs the real command line.
sealed interface FakeContainer permits CallContainer, ProcessContainer {

  /// How it ended.
  ///
  /// @param message what it left in the termination log
  record Exit(int code, String message, Instant started, Instant finished) {}

  /// Its exit, once it has ended.
  Optional<Exit> exit();

  /// What it printed.
  String log();

  /// SIGTERM.
  void terminate();

  /// SIGKILL.
  void kill();
}
