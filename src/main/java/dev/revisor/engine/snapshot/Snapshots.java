package dev.revisor.engine.snapshot;

import dev.revisor.engine.catalog.CatalogReader;
import dev.revisor.engine.catalog.CatalogTrace;
import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.schema.CanonicalText;
import dev.revisor.schema.Catalog;
import dev.revisor.schema.diff.Drift;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The snapshot of one version table: looked at, compared, and written by whoever holds the run
/// lock. The connection must be in autocommit mode and outside a transaction; it stays the
/// caller's. Each look reads the schema, in a fixed number of queries; see [SeenSchemas] for when
/// it need not.
public final class Snapshots {
  private static final SqlText READ = SqlText.of(Snapshots.class, "read_snapshot.sql");
  private static final SqlText TRACE = SqlText.of(Snapshots.class, "trace_look.sql");
  private static final SqlText WRITE = SqlText.of(Snapshots.class, "write_snapshot.sql");

  /// A lock that a migration holds is held for long or let go in a moment.
  private static final Duration IN_PASSING = Duration.ofSeconds(1);

  private static final String CONTENT =
      "n.format, n.server_major, n.schemas, n.ignored, n.fingerprint, n.catalog #>> '{}'";
  private static final String WHICH = "concat_ws(' ', n.run_id, n.fingerprint, n.taken_at)";

  private final Connection connection;
  private final VersionTable table;

  public Snapshots(Connection connection, VersionTable table) {
    this.connection = connection;
    this.table = table;
  }

  /// What a look found.
  public sealed interface Look {
    /// There is nothing to compare with: no snapshot, one that a run has overtaken, or one of
    /// another scope, format or major version of the server.
    record Incomparable() implements Look {}

    /// @param accepted the schema as it was accepted last
    /// @param live the schema as it is
    /// @param fingerprint of the latter
    record Compared(Catalog accepted, Catalog live, String fingerprint, Drift drift)
        implements Look {
      public boolean isInSync() {
        return drift.isEmpty();
      }
    }
  }

  /// Compares the schema of a database with its snapshot, where that [can tell something][#isDue].
  /// What is locked meanwhile is not waited for.
  ///
  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  public static Look lookIfDue(Connection connection, DatabaseState state) {
    return isDue(state)
        ? new Snapshots(connection, state.versionTable()).lookInPassing()
        : new Look.Incomparable();
  }

  /// Whether a look can tell something: not where there is no history to read, and not while a
  /// revision is half done.
  public static boolean isDue(DatabaseState state) {
    return state.history() == DatabaseState.History.READ && state.interrupted().isEmpty();
  }

  /// Compares what is there with the snapshot, in the snapshot's own scope.
  ///
  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  public Look look() {
    return read().map(this::compare).orElseGet(Look.Incomparable::new);
  }

  private Look lookInPassing() {
    return read()
        .map(
            snapshot ->
                compare(
                    snapshot,
                    CatalogReader.read(connection, snapshot.scope().selection(table), IN_PASSING)))
        .orElseGet(Look.Incomparable::new);
  }

  /// The same, if the snapshot is of that scope.
  public Look look(SnapshotScope scope) {
    return read()
        .filter(snapshot -> snapshot.scope().equals(scope))
        .map(this::compare)
        .orElseGet(Look.Incomparable::new);
  }

  /// A text that is another one whenever a look may find something else.
  ///
  /// @throws dev.revisor.engine.result.RevisorException what [SqlStates] says
  String trace() {
    var sql = TRACE.with("schema", CatalogTrace.sql()).with("accepted", accepted(WHICH)).toString();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot look for changes of the schema");
    }
  }

  /// The schema as it is.
  public Catalog live(SnapshotScope scope) {
    return CatalogReader.read(connection, scope.selection(table));
  }

  private Look compare(Snapshot snapshot) {
    return compare(snapshot, live(snapshot.scope()));
  }

  private static Look compare(Snapshot snapshot, Catalog live) {
    if (!snapshot.isComparable(live.serverVersion())) {
      return new Look.Incomparable();
    }
    var fingerprint = CanonicalText.fingerprint(live);
    if (fingerprint.equals(snapshot.fingerprint())) {
      return new Look.Compared(live, live, fingerprint, new Drift(List.of()));
    }
    var accepted = snapshot.catalog();
    return new Look.Compared(accepted, live, fingerprint, Drift.between(accepted, live));
  }

  /// Accepts a schema, as the newest run left it. Under the run lock only.
  public void write(Catalog accepted, SnapshotScope scope) {
    var snapshot = Snapshot.of(accepted, scope);
    var sql =
        WRITE
            .with("versionTable", Literal.of(table.toString()))
            .with("format", Integer.toString(snapshot.format()))
            .with("major", Integer.toString(snapshot.serverMajor()))
            .with("schemas", Literal.array(scope.schemas()))
            .with("ignored", Literal.array(scope.ignored()))
            .with("fingerprint", Literal.of(snapshot.fingerprint()))
            .with("catalog", Literal.of(snapshot.text()))
            .toString();
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot keep the snapshot of the schema");
    }
  }

  private Optional<Snapshot> read() {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(accepted(CONTENT))) {
      return rows.next()
          ? Optional.of(
              new Snapshot(
                  rows.getInt(1),
                  rows.getInt(2),
                  new SnapshotScope(
                      texts(rows.getArray(3).getArray()), texts(rows.getArray(4).getArray())),
                  rows.getString(5),
                  rows.getString(6)))
          : Optional.empty();
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read the snapshot of the schema");
    }
  }

  private String accepted(String what) {
    return READ.with("what", what).with("versionTable", Literal.of(table.toString())).toString();
  }

  private static List<String> texts(Object array) {
    return Arrays.stream((Object[]) array).map(Object::toString).toList();
  }
}
