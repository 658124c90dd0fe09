package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import java.sql.Connection;

/// A database that is dropped when it is closed.
///
/// @param settings how to reach it
/// @param company who else is on its server
/// @param dropping drops it
public record ScratchDatabase(ConnectionSettings settings, Company company, Runnable dropping)
    implements AutoCloseable {
  /// A new connection; the caller closes it.
  public Connection connect() {
    return Connector.open(settings);
  }

  @Override
  public void close() {
    dropping.run();
  }
}
