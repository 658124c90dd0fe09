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

  /// Whether a schema has changed since the last look at it.
  ///
  /// @param found what that look came to, where nothing has
  public record Asked<T>(DatabaseState state, String trace, Optional<T> found) {}

  /// Asks, in one round trip. Where something has changed, [#look] is due, however much later: what
  /// changes until then changes the next trace too.
  ///
  /// @param connection in autocommit mode
  /// @param state of which a look [is due][Snapshots#isDue]
  /// @throws dev.revisor.engine.result.RevisorException what `SqlStates` says
  public Asked<T> ask(Connection connection, DatabaseState state) {
    var trace = new Snapshots(connection, state.versionTable()).trace();
    var found =
        Optional.ofNullable(known(Place.of(state)))
            .filter(known -> known.trace.equals(trace))
            .map(Seen::found);
    return new Asked<>(state, trace, found);
  }

  /// What is found now. A look that fails is not remembered.
  ///
  /// @param look reads the schema
  public T look(Asked<T> asked, Supplier<T> look) {
    var found = look.get();
    synchronized (seen) {
      seen.put(Place.of(asked.state), new Seen<>(asked.trace, found));
    }
    return found;
  }

  private @Nullable Seen<T> known(Place place) {
    synchronized (seen) {
      return seen.get(place);
    }
  }
}
