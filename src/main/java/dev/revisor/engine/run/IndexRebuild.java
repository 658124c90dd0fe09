package dev.revisor.engine.run;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import java.sql.SQLException;

/// What `CREATE INDEX CONCURRENTLY` leaves when it breaks off: an invalid index, which keeps the
/// name and costs every write.
final class IndexRebuild {
  private static final SqlText STATE = SqlText.of(IndexRebuild.class, "index_state.sql");

  private IndexRebuild() {}

  /// What became of the index.
  enum State {
    /// There is none now: one that was invalid has been dropped.
    ABSENT,
    /// It was finished.
    VALID
  }

  /// Drops the index where it is invalid.
  static State clean(Session session, Redo.BuildIndex index) throws SQLException {
    var state =
        session.row(
            STATE
                .with("table", Literal.of(index.table()))
                .with("index", Literal.of(index.index()))
                .toString());
    if (state.isEmpty()) {
      return State.ABSENT;
    }
    if (state.get().getFirst().equals("t")) {
      return State.VALID;
    }
    session.execute("DROP INDEX CONCURRENTLY " + state.get().getLast());
    return State.ABSENT;
  }
}
