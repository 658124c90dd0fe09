package dev.revisor.engine.history;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.result.RunResult;
import java.time.Instant;
import java.util.Optional;

/// Which database this is, and what state its server is in.
///
/// @param systemIdentifier of the cluster (a physical copy has the same); empty when the role may
///   not read it
/// @param databaseOid an unsigned number
/// @param serverVersion such as `18.1`
/// @param serverVersionNumber such as 180001
/// @param startedAt when the server was started
/// @param user whom statements run as
public record ServerFacts(
    Optional<String> systemIdentifier,
    String databaseName,
    long databaseOid,
    String serverVersion,
    int serverVersionNumber,
    Recovery recovery,
    Instant startedAt,
    String user) {

  /// Whether the server takes writes.
  public enum Recovery {
    PRIMARY,
    STANDBY
  }

  /// As a run reports it.
  ///
  /// @param table told of where it is not the usual one
  public RunResult.Database toResult(VersionTable table) {
    var name = table.equals(VersionTable.DEFAULT) ? null : table.toString();
    return new RunResult.Database(systemIdentifier.orElse(null), databaseName, serverVersion, name);
  }
}
