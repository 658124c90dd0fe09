package dev.revisor.engine.result;

/// Whose fault a failure is, and so what helps.
public enum Fault {
  /// The user's script, history, configuration or policy: it fails again until that is changed.
  USER,
  /// Connection, lock, credentials, shutdown: it may go well the next time.
  TRANSIENT,
  /// Ours.
  BUG
}
