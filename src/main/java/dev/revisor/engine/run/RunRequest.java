package dev.revisor.engine.run;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.Claim;
import dev.revisor.engine.history.RunKey;
import dev.revisor.script.Variables;
import java.util.Optional;

/// What is to be run, where, and for whom.
///
/// @param runId the key of the row in the table `run`
/// @param command such as `apply`
/// @param requester free text: who asked for it
/// @param image the reference of the image that runs
/// @param claim for whom the database is taken; empty where nobody asks
/// @param snapshots how changes made by hand are told apart; empty where a database is thrown away
public record RunRequest(
    String runId,
    String command,
    Optional<String> requester,
    Optional<String> image,
    ConnectionSettings database,
    VersionTable versionTable,
    Variables variables,
    RunOptions options,
    Optional<SnapshotOptions> snapshots,
    Optional<Claim.Wanted> claim) {

  /// How the history is told of it.
  RunKey key() {
    return RunKey.of(runId);
  }

  /// The same for another row of the table `run`.
  RunRequest named(String otherId, String otherCommand) {
    return new RunRequest(
        otherId,
        otherCommand,
        requester,
        image,
        database,
        versionTable,
        variables,
        options,
        snapshots,
        claim);
  }
}
