package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.history.DatabaseState;
import java.time.Instant;
import java.util.Optional;

/// What the last look at the database gave.
sealed interface DatabaseView {

  /// Nobody has looked yet with the settings that the spec gives.
  record Unseen() implements DatabaseView {}

  /// It was read.
  ///
  /// @param secrets identifies the versions of the Secrets that were used
  record Read(DatabaseState state, DriftView drift, String secrets, Instant at)
      implements DatabaseView {

    /// The system identifier and the name; empty where the role may not read the identifier.
    Optional<String> identity() {
      var server = state.server();
      return server.systemIdentifier().map(identifier -> identifier + "/" + server.databaseName());
    }
  }

  /// It could not be read.
  ///
  /// @param nextLook when it is looked at again
  record Failed(Reason reason, String message, Instant at, Instant nextLook)
      implements DatabaseView {}
}
