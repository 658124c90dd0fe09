package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;
import java.nio.file.Path;

/// Where scratch databases are made.
public interface ScratchServer extends AutoCloseable {
  /// A new, empty database like the one that the server was named by: its encoding and collation.
  ///
  /// @throws dev.revisor.engine.result.RevisorException ScratchUnavailable, and what connecting
  ///   throws
  ScratchDatabase create();

  /// Whether other databases live there, so that statements that reach beyond the scratch are
  /// refused.
  boolean isShared();

  /// Ends what was started.
  @Override
  void close();

  /// One on the server of a database, which itself is left alone.
  static ScratchServer beside(ConnectionSettings database) {
    return new SameServer(database);
  }

  /// One that is started for the purpose from PostgreSQL's programs.
  ///
  /// @param programs the folder with `initdb` and `postgres`
  static ScratchServer embedded(Path programs) {
    return EmbeddedServer.start(programs);
  }
}
