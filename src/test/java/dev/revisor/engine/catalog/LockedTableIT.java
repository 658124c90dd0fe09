package dev.revisor.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.schema.Selection;
import dev.revisor.support.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A look at a schema does not stand in a queue for what a migration has locked.
class LockedTableIT {
  private static final Selection ALL = Selection.of(List.of("*"), List.of());

  @Test
  void aLockThatSomebodyHoldsIsNotWaitedForAndTheSessionIsAsBefore() throws SQLException {
    var database = PostgresServer.newDatabase();
    database.execute("CREATE TABLE t (id int PRIMARY KEY, even boolean DEFAULT (1 + 1 = 2))");
    database.execute("CREATE INDEX ON t (id) WHERE even");
    try (var holder = database.connect();
        var looker = database.connect();
        var lock = holder.createStatement();
        var question = looker.createStatement()) {
      lock.execute("BEGIN; LOCK TABLE t");
      assertThatThrownBy(() -> CatalogReader.read(looker, ALL, Duration.ofMillis(50)))
          .isInstanceOfSatisfying(
              RevisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LockTimeout));
      lock.execute("ROLLBACK");
      assertThat(CatalogReader.read(looker, ALL, Duration.ofMillis(50)).objects()).isNotEmpty();
      try (var row = question.executeQuery("SHOW lock_timeout")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("0");
      }
    }
  }
}
