package dev.revisor.engine.run;

import dev.revisor.engine.history.ProgressSql;

/// What somebody who has looked at the database says of a revision that broke off half way.
public enum Repair {
  /// The statement that was running took effect: the next run goes on behind it.
  STATEMENT_DONE,
  /// It took no effect, or what it did was undone by hand: the next run sends it again.
  STATEMENT_NOT_DONE,
  /// All that the revision did was undone, or finished, by hand: it is as if it had never begun.
  FORGET;

  String statement(ProgressSql progress) {
    return switch (this) {
      case STATEMENT_DONE -> progress.done(Integer.MAX_VALUE);
      case STATEMENT_NOT_DONE -> progress.unsent();
      case FORGET -> progress.clear();
    };
  }
}
