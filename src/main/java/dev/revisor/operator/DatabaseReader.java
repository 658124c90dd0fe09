package dev.revisor.operator;

import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.Sighting;
import dev.revisor.engine.snapshot.SeenSchemas;
import dev.revisor.engine.snapshot.Snapshots;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Looks at a database with the settings of a spec: fetches the Secrets, connects, reads. Never
/// writes. Blocks; see [DatabaseWatch].
final class DatabaseReader implements Looks {
  private static final Logger LOG = Logger.getLogger(DatabaseReader.class);
  private static final Duration LONGEST_LOOK_AT_A_SCHEMA = Duration.ofSeconds(10);

  /// One where nobody answers is over after five seconds, or ten with two hosts.
  private static final Duration LONGEST_AWAITED = Duration.ofSeconds(15);

  private final SchemaTurns turns = new SchemaTurns(LONGEST_LOOK_AT_A_SCHEMA);
  private final SeenSchemas<DriftView> seen = new SeenSchemas<>();
  private final KubernetesClient kubernetes;
  private final ConnectionPools pools;

  DatabaseReader(KubernetesClient kubernetes, ConnectionPools pools) {
    this.kubernetes = kubernetes;
    this.pools = pools;
  }

  /// What was read.
  ///
  /// @param secrets identifies the versions of the Secrets
  record Look(DatabaseState state, DriftView drift, String secrets) {}

  /// Why it could not be read. Holds no secrets.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    Unreadable(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    Reason reason() {
      return reason;
    }
  }

  /// Where to look.
  ///
  /// @param newestRun the newest run that has ended; empty without one
  /// @param onDrift whether the schema is compared
  /// @param knownTable the version table that was in use at the last look
  record Place(
      String namespace,
      DatabaseSpec spec,
      String newestRun,
      Optional<String> knownTable,
      PolicySpec.Drift onDrift) {}

  @Override
  public Duration leastInterval() {
    return Duration.ZERO;
  }

  /// Each costs a connection at most.
  @Override
  public int mostAtOnce() {
    return 64;
  }

  @Override
  public Duration longestAwaited() {
    return LONGEST_AWAITED;
  }

  @Override
  public Look look(DatabaseWatch.Question question, Workloads workloads) throws Unreadable {
    return look(question.place());
  }

  Look look(Place place) throws Unreadable {
    var spec = place.spec();
    var secrets = new DatabaseSecrets(kubernetes, place.namespace());
    var settings = secrets.settings(spec);
    try {
      var state = state(settings, place);
      if (state.server().recovery() == ServerFacts.Recovery.STANDBY) {
        // after a failover, the name leads elsewhere by the next look
        pools.forget(settings);
        throw standby(settings.toString());
      }
      return new Look(state, drift(settings, state, place), secrets.versions());
    } catch (RevisorException e) {
      throw unreadable(spec, e.reason(), String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      throw new Unreadable(Reason.DatabaseUnreachable, settings + ": " + e.getMessage());
    }
  }

  private DatabaseState state(ConnectionSettings settings, Place place) throws SQLException {
    try (var connection = pools.open(settings)) {
      var table = versionTable(connection, place);
      return new HistoryReader(connection, table).read(HistoryReader.Detail.ROWS);
    }
  }

  /// A schema that has not changed takes one round trip and no turn. Whoever waits for its turn
  /// holds no connection, which others of the same database may need. That a schema cannot be read
  /// says nothing about the database.
  private DriftView drift(ConnectionSettings settings, DatabaseState state, Place place) {
    if (place.onDrift() == PolicySpec.Drift.Ignore || !Snapshots.isDue(state)) {
      return new DriftView.Unknown();
    }
    try {
      var begun = System.nanoTime();
      var asked = within(settings, connection -> seen.ask(connection, state));
      if (asked.found().isPresent()) {
        return asked.found().get();
      }
      return turns.take(
          Duration.ofNanos(System.nanoTime() - begun),
          () ->
              within(
                  settings,
                  connection ->
                      seen.look(asked, () -> drift(Snapshots.lookIfDue(connection, state)))));
    } catch (RevisorException | IllegalArgumentException | SQLException e) {
      LOG.infof("the schema of %s cannot be compared: %s", place.namespace(), e.getMessage());
      return new DriftView.Unknown();
    }
  }

  private <T> T within(ConnectionSettings settings, Function<Connection, T> work)
      throws SQLException {
    try (var connection = pools.open(settings)) {
      var deadline = pools.breakOffAfter(LONGEST_LOOK_AT_A_SCHEMA, connection);
      try {
        return work.apply(connection);
      } finally {
        deadline.cancel(false);
      }
    }
  }

  /// One that a revision left half done says nothing.
  private static DriftView drift(Snapshots.Look look) {
    return switch (look) {
      case Snapshots.Look.Incomparable _ -> new DriftView.Unknown();
      case Snapshots.Look.Compared compared when compared.isInSync() ->
          new DriftView.InSync(compared.fingerprint());
      case Snapshots.Look.Compared compared ->
          new DriftView.Drifted(
              compared.fingerprint(), compared.drift().inShort(Sighting.NAMED_CHANGES));
    };
  }

  /// Where the spec does not say it, the image does: the newest run knows.
  private static VersionTable versionTable(Connection connection, Place place) {
    var named = place.spec().versionTable();
    if (named != null) {
      return VersionTable.parse(named);
    }
    return (place.newestRun().isEmpty()
            ? Optional.<VersionTable>empty()
            : HistoryReader.tableOfRun(connection, place.newestRun()))
        .or(() -> place.knownTable().map(VersionTable::parse))
        .orElse(VersionTable.DEFAULT);
  }

  static Unreadable standby(String what) {
    return new Unreadable(
        Reason.DatabaseUnreachable,
        what
            + " is a standby: name the primary, or several hosts with"
            + " target_session_attrs=read-write");
  }

  /// What went wrong, with the field that it is about.
  static Unreadable unreadable(
      DatabaseSpec spec, dev.revisor.engine.result.Reason cause, String message) {
    var reason =
        switch (cause) {
          case AuthenticationFailed -> Reason.AuthenticationFailed;
          case DatabaseNotFound -> Reason.DatabaseNotFound;
          case InsufficientPrivilege -> Reason.InsufficientPrivilege;
          case VersionTableMismatch -> Reason.VersionTableMismatch;
          case InvalidConfiguration -> Reason.InvalidConfiguration;
          default -> Reason.DatabaseUnreachable;
        };
    var field =
        switch (reason) {
          case AuthenticationFailed, InsufficientPrivilege ->
              spec.credentials() == null
                  ? DatabaseSecrets.urlField(spec)
                  : "spec.database.credentials";
          case VersionTableMismatch, InvalidConfiguration -> "spec.database.versionTable";
          default -> DatabaseSecrets.urlField(spec);
        };
    return new Unreadable(reason, field + ": " + message);
  }
}
