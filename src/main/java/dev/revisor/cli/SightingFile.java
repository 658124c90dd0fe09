package dev.revisor.cli;

import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.Sighting;
import dev.revisor.engine.snapshot.Snapshots;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `current` leaves in the result file, as `REVISOR_SIGHTING` asks: a [Sighting], or why there
/// is none. It says what the database has, whatever is wrong with the files.
final class SightingFile {
  private final Session session;
  private final Scope scope;

  /// How much is looked at.
  private enum Scope {
    ROWS,
    /// The schema too, where there is a snapshot to compare it with.
    SCHEMA
  }

  private SightingFile(Session session, Scope scope) {
    this.session = session;
    this.scope = scope;
  }

  static Optional<SightingFile> wanted(Session session) {
    return session
        .surroundings()
        .variable("REVISOR_SIGHTING")
        .map(text -> new SightingFile(session, scope(text)));
  }

  private static Scope scope(String text) {
    try {
      return Scope.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw Failure.usage("REVISOR_SIGHTING must be rows or schema, was '" + text + "'");
    }
  }

  void leave() {
    var early = EarlyResult.begin("current", session.surroundings());
    try {
      ResultFile.write(look().toJson(), session.surroundings());
    } catch (RevisorException e) {
      leave(early, Failure.of(e));
    } catch (Failure failure) {
      leave(early, failure);
    }
  }

  private void leave(EarlyResult early, Failure failure) {
    ResultFile.write(early.of(failure), session.surroundings());
    throw failure;
  }

  private Sighting look() {
    var directory = session.directoryOrDefaults();
    var database = session.database(directory);
    try (var connection = Connector.open(database.settings())) {
      var state =
          new HistoryReader(connection, database.versionTable()).read(HistoryReader.Detail.ROWS);
      return new Sighting(
          state.versionRows(),
          state.server().toResult(database.versionTable()),
          state.server().databaseOid(),
          state.server().startedAt(),
          scope == Scope.SCHEMA ? schema(connection, state) : null,
          state.server().recovery() == ServerFacts.Recovery.STANDBY);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }

  private Sighting.@Nullable Schema schema(Connection connection, DatabaseState state) {
    try {
      return switch (Snapshots.lookIfDue(connection, state)) {
        case Snapshots.Look.Incomparable _ -> null;
        case Snapshots.Look.Compared compared when compared.isInSync() ->
            new Sighting.Schema(compared.fingerprint(), null);
        case Snapshots.Look.Compared compared ->
            new Sighting.Schema(
                compared.fingerprint(), compared.drift().inShort(Sighting.NAMED_CHANGES));
      };
    } catch (RevisorException | IllegalArgumentException e) {
      session.console().warn("the schema cannot be compared: " + e.getMessage());
      return null;
    }
  }
}
