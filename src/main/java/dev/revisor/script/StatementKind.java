package dev.revisor.script;

/// What the executor must know of a statement before it sends it, recognised by leading tokens.
public enum StatementKind {
  /// Runs anywhere.
  ORDINARY,
  /// `COPY … FROM stdin`: the data follow, see [StatementReader#data].
  COPY_FROM_STDIN,
  /// `BEGIN`, `START TRANSACTION`.
  BEGIN,
  /// `COMMIT`, `END`.
  COMMIT,
  /// `ROLLBACK`, `ABORT`.
  ROLLBACK,
  /// `PREPARE TRANSACTION`: ends the session's transaction.
  PREPARE_TRANSACTION,
  /// `SAVEPOINT`, `RELEASE`, `ROLLBACK TO`: stay within the transaction.
  SAVEPOINT,
  /// The server refuses it inside a transaction block: VACUUM, CREATE INDEX CONCURRENTLY, COMMIT
  /// PREPARED …
  OUTSIDE_TRANSACTION;

  /// Whether it begins or ends a transaction.
  public boolean isTransactionBoundary() {
    return switch (this) {
      case BEGIN, COMMIT, ROLLBACK, PREPARE_TRANSACTION -> true;
      case ORDINARY, COPY_FROM_STDIN, SAVEPOINT, OUTSIDE_TRANSACTION -> false;
    };
  }

  /// Why it is refused in a revision's transaction.
  String refusal() {
    return this == OUTSIDE_TRANSACTION
        ? "the server refuses this statement in a transaction; write '"
            + "-- revisor:upgrade transaction=none' (or downgrade), best in a revision of its own"
        : "the revision's transaction is begun and ended by Revisor; remove this statement or write"
            + " 'transaction=none' behind the section mark";
  }
}
