package dev.revisor.engine.history;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.RunError;
import dev.revisor.plan.Direction;
import dev.revisor.revision.RevisionId;

/// The journal of one revision that runs statement by statement, without a transaction.
public final class ProgressSql {
  private static final SqlText READ = SqlText.of(ProgressSql.class, "progress.sql");
  private static final SqlText BEGIN = SqlText.of(ProgressSql.class, "progress_begin.sql");
  private static final SqlText DONE = SqlText.of(ProgressSql.class, "progress_done.sql");
  private static final SqlText UNDONE = SqlText.of(ProgressSql.class, "progress_undone.sql");
  private static final SqlText UNSENT = SqlText.of(ProgressSql.class, "progress_unsent.sql");
  private static final SqlText CLEAR = SqlText.of(ProgressSql.class, "progress_clear.sql");

  private final String versionTable;
  private final String revision;
  private final String direction;

  public ProgressSql(VersionTable versionTable, RevisionId revision, Direction direction) {
    this.versionTable = Literal.of(versionTable.toString());
    this.revision = Literal.of(revision.value());
    this.direction = Literal.of(direction.word());
  }

  /// A query of `ordinal, statement, digest, done`, in order.
  public String read() {
    return keyed(READ).toString();
  }

  /// The statement is about to be sent.
  ///
  /// @param ordinal in its section, from 1
  /// @param digest tells statements apart
  public String begin(int ordinal, String digest, String statement, String runId) {
    return keyed(BEGIN)
        .with("ordinal", Integer.toString(ordinal))
        .with("digest", Literal.of(digest))
        .with("statement", Literal.of(RunError.cut(statement)))
        .with("run", Literal.of(runId))
        .toString();
  }

  /// All statements up to this one are done.
  public String done(int ordinal) {
    return keyed(DONE).with("ordinal", Integer.toString(ordinal)).toString();
  }

  /// The statements from this one on had no effect.
  public String undone(int ordinal) {
    return keyed(UNDONE).with("ordinal", Integer.toString(ordinal)).toString();
  }

  /// The statements whose end is not known count as never sent.
  public String unsent() {
    return keyed(UNSENT).toString();
  }

  /// The revision is done as a whole, or given up.
  public String clear() {
    return keyed(CLEAR).toString();
  }

  private SqlText keyed(SqlText text) {
    return text.with("versionTable", versionTable)
        .with("revision", revision)
        .with("direction", direction);
  }
}
