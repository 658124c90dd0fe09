package dev.revisor.operator;

import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.Reason;
import dev.revisor.engine.database.ConnectionParameters;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.Host;
import dev.revisor.engine.database.Password;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.RevisorException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Looks at a database with the settings of a spec: fetches the Secrets, connects, reads. Never
/// writes. Blocks; see [DatabaseWatch].
@ApplicationScoped
public class DatabaseReader {
  private static final int CONNECT_SECONDS = 5;
  private static final Pattern SHORT_NAME = Pattern.compile("[A-Za-z][-A-Za-z0-9]*");

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
    var versions = new ArrayList<String>();
    var settings = settings(place.namespace(), spec, versions);
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
      return new Look(state, RunKey.hash(versions));
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

  private ConnectionSettings settings(String namespace, DatabaseSpec spec, List<String> versions)
      throws Unreadable {
    try {
      var parameters = url(namespace, spec, versions);
      var credentials = spec.credentials();
      if (credentials != null) {
        var field = "spec.database.credentials";
        var secret = secret(namespace, credentials.secretName(), field + ".secretName", versions);
        parameters =
            parameters
                .withUser(value(secret, credentials.usernameKeyOrDefault(), field + ".usernameKey"))
                .withPassword(
                    new Password(
                        value(secret, credentials.passwordKeyOrDefault(), field + ".passwordKey")));
      }
      return resolvable(
          ConnectionSettings.of(parameters.orConnectTimeout(CONNECT_SECONDS)), namespace);
    } catch (RevisorException e) {
      throw new Unreadable(Reason.InvalidUrl, urlField(spec) + ": " + e.getMessage());
    }
  }

  /// A Job looks names up from the resource's namespace, the operator from its own: the short name
  /// of a Service needs its namespace here.
  private static ConnectionSettings resolvable(ConnectionSettings settings, String namespace) {
    var hosts =
        settings.hosts().stream()
            .map(
                host ->
                    SHORT_NAME.matcher(host.name()).matches() && !host.name().equals("localhost")
                        ? new Host(host.name() + "." + namespace, host.port())
                        : host)
            .toList();
    return new ConnectionSettings(
        hosts, settings.database(), settings.user(), settings.password(), settings.driver());
  }

  private ConnectionParameters url(String namespace, DatabaseSpec spec, List<String> versions)
      throws Unreadable {
    if (spec.url() != null) {
      return DatabaseUrl.parseWithoutPassword(spec.url());
    }
    var source = Optional.ofNullable(spec.urlFrom()).orElseThrow().secretKeyRef();
    var field = "spec.database.urlFrom.secretKeyRef";
    var secret = secret(namespace, source.name(), field + ".name", versions);
    return DatabaseUrl.parse(value(secret, source.key(), field + ".key"));
  }

  private static String urlField(DatabaseSpec spec) {
    return spec.url() != null ? "spec.database.url" : "spec.database.urlFrom";
  }

  private Secret secret(String namespace, String name, String field, List<String> versions)
      throws Unreadable {
    try {
      var secret = kubernetes.secrets().inNamespace(namespace).withName(name).get();
      if (secret == null) {
        throw new Unreadable(
            Reason.SecretNotFound,
            field + ": Secret \"" + name + "\" not found in namespace \"" + namespace + "\"");
      }
      versions.add(secret.getMetadata().getUid());
      versions.add(secret.getMetadata().getResourceVersion());
      return secret;
    } catch (KubernetesClientException e) {
      throw new Unreadable(
          Reason.SecretNotFound,
          field + ": Secret \"" + name + "\" cannot be read: HTTP " + e.getCode());
    }
  }

  private static String value(Secret secret, String key, String field) throws Unreadable {
    var encoded = secret.getData() == null ? null : secret.getData().get(key);
    if (encoded == null) {
      throw new Unreadable(
          Reason.SecretKeyMissing,
          field + ": Secret \"" + secret.getMetadata().getName() + "\" has no key \"" + key + "\"");
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).stripTrailing();
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
              spec.credentials() == null ? urlField(spec) : "spec.database.credentials";
          case VersionTableMismatch, InvalidConfiguration -> "spec.database.versionTable";
          default -> urlField(spec);
        };
    return new Unreadable(reason, field + ": " + e.getMessage());
  }
}
