package dev.revisor.engine.run;

import dev.revisor.engine.result.RevisorException;

/// The connection broke when COMMIT was on its way: it may have taken effect or not.
final class CommitUnknown extends Exception {
  private static final long serialVersionUID = 1;

  private final RevisorException failure;
  private final boolean isOfScript;

  private CommitUnknown(RevisorException failure, boolean isOfScript) {
    super(failure);
    this.failure = failure;
    this.isOfScript = isOfScript;
  }

  /// While everything that the server had not answered yet was our own.
  static CommitUnknown atEnd(RevisorException failure) {
    return new CommitUnknown(failure, false);
  }

  /// While statements of the script were not answered either.
  static CommitUnknown withScript(RevisorException failure) {
    return new CommitUnknown(failure, true);
  }

  /// How often the step is run again where it was not committed: a statement that breaks the server
  /// must not do so over and over.
  int mostReconnects() {
    return isOfScript ? 1 : LockedSession.MOST_RECONNECTS;
  }

  RevisorException failure() {
    return failure;
  }
}
