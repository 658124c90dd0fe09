package dev.revisor.engine.run;

import java.sql.SQLWarning;
import java.util.function.Consumer;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.util.PSQLWarning;

/// Counts the statements of a message that were done, and passes on notices as they come.
final class Results extends ResultHandlerBase {
  private final Consumer<RunEvent> listener;
  private int completed;

  Results(Consumer<RunEvent> listener) {
    this.listener = listener;
  }

  int completed() {
    return completed;
  }

  @Override
  public void handleCommandStatus(String status, long updateCount, long insertOid) {
    completed++;
  }

  @Override
  public void handleResultRows(
      org.postgresql.core.Query query,
      org.postgresql.core.Field[] fields,
      java.util.List<org.postgresql.core.Tuple> tuples,
      org.postgresql.core.@org.jspecify.annotations.Nullable ResultCursor cursor) {
    completed++;
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
