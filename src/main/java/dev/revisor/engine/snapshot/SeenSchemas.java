package dev.revisor.engine.snapshot;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What looks at the schemas of many databases came to. Where nothing has changed since, neither
/// the schema nor what is accepted of it, one round trip tells, and the schema is not read again.
/// Thread-safe.
///
/// @param <T> what is kept of a look; small
public final class SeenSchemas<T> {
  /// Databases that are remembered, those asked about last; some hundred bytes each.
  private static final int MOST = 10_000;

  private final Map<Place, Seen<T>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Seen<T>> eldest) {
          return size() > MOST;
        }
      };

  /// A version table of a database.
  private record Place(
      Optional<String> systemIdentifier, String database, long oid, VersionTable table) {
    private static Place of(DatabaseState state) {
      var server = state.server();
      return new Place(
          server.systemIdentifier(),
          server.databaseName(),
          server.databaseOid(),
          state.versionTable());
    }
  }

  private record Seen<T>(String trace, T found) {}

  /// What was found last time, or else what is found now. A look that fails is not remembered.
  ///
  /// @param connection in autocommit mode
  /// @param look reads the schema
  /// @throws dev.revisor.engine.result.RevisorException what `SqlStates` says
  public T look(Connection connection, DatabaseState state, Supplier<T> look) {
    if (!Snapshots.isDue(state)) {
      return look.get();
    }
    var place = Place.of(state);
    // before the look: what changes meanwhile changes the next trace
    var trace = new Snapshots(connection, state.versionTable()).trace();
    var known = known(place);
    if (known != null && known.trace.equals(trace)) {
      return known.found;
    }
    var found = look.get();
    synchronized (seen) {
      seen.put(place, new Seen<>(trace, found));
    }
    return found;
  }

  private @Nullable Seen<T> known(Place place) {
    synchronized (seen) {
      return seen.get(place);
    }
  }
}
