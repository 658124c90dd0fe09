package dev.revisor.script;

/// How a section runs.
public enum TransactionMode {
  /// In a transaction, with the change of the version rows: the default.
  REVISION,
  /// Statement by statement in one session, outside a transaction: `transaction=none`.
  NONE
}
