package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.StoredDowngrade;
import dev.revisor.plan.Step;
import java.sql.SQLException;
import java.util.Optional;

/// A database to be read.
record DatabaseAccess(ConnectionSettings settings, VersionTable versionTable) {

  /// What is read of a database.
  interface Reading<T> {
    T of(HistoryReader history);
  }

  /// The state of the database. Nothing is made or changed.
  DatabaseState read() {
    return read(history -> history.read(HistoryReader.Detail.REVISIONS));
  }

  <T> T read(Reading<T> reading) {
    try (var connection = Connector.open(settings)) {
      return reading.of(new HistoryReader(connection, versionTable));
    } catch (SQLException e) {
      throw dev.revisor.engine.database.SqlStates.toException(e, "cannot close the connection");
    }
  }

  Optional<StoredDowngrade> storedDowngrade(Step step) {
    return read(history -> history.storedDowngrade(step.revision()));
  }
}
