package dev.revisor.operator;

import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.Reason;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.RevisorException;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Looks at a database with the settings of a spec: fetches the Secrets, connects, reads. Never
/// writes. Blocks; see [DatabaseWatch].
@ApplicationScoped
public class DatabaseReader {
  private final KubernetesClient kubernetes;
  private final ConnectionPools pools;

  DatabaseReader(KubernetesClient kubernetes, ConnectionPools pools) {
    this.kubernetes = kubernetes;
    this.pools = pools;
  }

  /// What was read.
  ///
  /// @param secrets identifies the versions of the Secrets
  record Look(DatabaseState state, String secrets) {}

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
  /// @param knownTable the version table that was in use at the last look
  record Place(
      String namespace, DatabaseSpec spec, String newestRun, Optional<String> knownTable) {}

  Look look(Place place) throws Unreadable {
    var spec = place.spec();
    var secrets = new DatabaseSecrets(kubernetes, place.namespace());
    var settings = secrets.settings(spec);
    try (var connection = pools.open(settings)) {
      var table = versionTable(connection, place);
      var state = new HistoryReader(connection, table).read(HistoryReader.Detail.ROWS);
      if (state.server().recovery() == ServerFacts.Recovery.STANDBY) {
        throw new Unreadable(
            Reason.DatabaseUnreachable,
            settings
                + " is a standby: name the primary, or several hosts with"
                + " target_session_attrs=read-write");
      }
      return new Look(state, secrets.versions());
    } catch (RevisorException e) {
      throw unreadable(spec, e);
    } catch (SQLException e) {
      throw new Unreadable(Reason.DatabaseUnreachable, settings + ": " + e.getMessage());
    }
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

  private static Unreadable unreadable(DatabaseSpec spec, RevisorException e) {
    var reason =
        switch (e.reason()) {
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
    return new Unreadable(reason, field + ": " + e.getMessage());
  }
}
