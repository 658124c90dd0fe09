package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.RunResult;
import dev.revisor.engine.result.Sighting;
import dev.revisor.operator.DatabaseReader.Look;
import dev.revisor.operator.DatabaseReader.Unreadable;
import dev.revisor.revision.RevisionId;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a Job that looked has seen.
record Sightings(DatabaseWatch.Question question, String job) {
  /// The Secrets' versions are not known to an operator that may not read them.
  private static final String NO_SECRETS = "";

  /// What a run told of the database that it left.
  static Look of(RunResult result) {
    var database =
        Objects.requireNonNullElseGet(
            result.database(), () -> new RunResult.Database(null, "", "", null));
    return new Look(
        state(database, 0, Instant.EPOCH, result.to()), new DriftView.Unknown(), NO_SECRETS);
  }

  /// What the container said at its end. A runner that is older than this way to look says nothing;
  /// then the newest run is believed, if there is one.
  Look read(ContainerStateTerminated end) throws Unreadable {
    var message = Objects.requireNonNullElse(end.getMessage(), "");
    var sighting = sighting(message);
    if (sighting.isPresent()) {
      return read(sighting.get());
    }
    var failure = PodEnd.result(end);
    if (failure.isPresent()) {
      throw unreadable(failure.get());
    }
    if (Objects.equals(end.getExitCode(), 0)) {
      return question
          .lastResult()
          .map(Sightings::of)
          .orElseGet(
              () ->
                  new Look(
                      state(
                          new RunResult.Database(null, "", "", null), 0, Instant.EPOCH, List.of()),
                      new DriftView.Unknown(),
                      NO_SECRETS));
    }
    throw new Unreadable(
        PodEnd.isWithoutRunner(end) ? Reason.InvalidImage : Reason.RunDied,
        "Job " + job + ", which looks at the database, ended with code " + end.getExitCode());
  }

  private static Optional<Sighting> sighting(String message) {
    try {
      return Optional.of(Sighting.parse(message));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Look read(Sighting sighting) throws Unreadable {
    if (sighting.standby()) {
      throw DatabaseReader.standby(
          DatabaseSecrets.urlField(question.place().spec()) + ": " + sighting.database().name());
    }
    return new Look(
        state(
            sighting.database(),
            sighting.databaseOid(),
            sighting.serverStartedAt(),
            sighting.rows()),
        drift(sighting.schema()),
        NO_SECRETS);
  }

  private static DriftView drift(Sighting.@org.jspecify.annotations.Nullable Schema schema) {
    if (schema == null) {
      return new DriftView.Unknown();
    }
    return schema.drift() == null
        ? new DriftView.InSync(schema.fingerprint())
        : new DriftView.Drifted(schema.fingerprint(), schema.drift());
  }

  private static DatabaseState state(
      RunResult.Database database, long oid, Instant startedAt, List<RevisionId> rows) {
    var table = database.versionTable();
    return new DatabaseState(
        new ServerFacts(
            Optional.ofNullable(database.systemIdentifier()),
            database.name(),
            oid,
            database.serverVersion(),
            0,
            ServerFacts.Recovery.PRIMARY,
            startedAt,
            ""),
        table == null ? VersionTable.DEFAULT : VersionTable.parse(table),
        DatabaseState.History.READ,
        rows.stream().sorted().toList(),
        Map.of(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private Unreadable unreadable(RunResult failure) {
    return DatabaseReader.unreadable(question.place().spec(), failure.reason(), failure.message());
  }
}
