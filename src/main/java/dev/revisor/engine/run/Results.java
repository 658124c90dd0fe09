package dev.revisor.engine.run;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.util.PSQLWarning;

/// Counts the statements that were done before one failed, and passes on notices as they come.
final class Results extends ResultHandlerBase {
  private final Consumer<RunEvent> listener;
  private final IntConsumer progress;
  private int completed;

  /// @param progress hears how many are done, whenever one is
  Results(Consumer<RunEvent> listener, IntConsumer progress) {
    this.listener = listener;
    this.progress = progress;
  }

  int completed() {
    return completed;
  }

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertOid) {
    complete();
  }

  @Override
  public void handleResultRows(
      org.postgresql.core.Query query,
      org.postgresql.core.Field[] fields,
      java.util.List<org.postgresql.core.Tuple> tuples,
      org.postgresql.core.@org.jspecify.annotations.Nullable ResultCursor cursor) {
    complete();
  }

  private void complete() {
    if (getException() == null) {
      completed++;
      progress.accept(completed);
    }
  }

  /// What comes after the first failure only follows from it: the transaction is aborted.
  @Override
  public void handleError(SQLException failure) {
    if (getException() == null) {
      super.handleError(failure);
    }
  }

  @Override
  public void handleWarning(SQLWarning warning) {
    if (warning instanceof PSQLWarning psql) {
      var message = psql.getServerErrorMessage();
      var severity = message.getSeverity();
      listener.accept(
          new RunEvent.Notice(
              severity == null ? "NOTICE" : severity, String.valueOf(message.getMessage())));
    }
  }
}
