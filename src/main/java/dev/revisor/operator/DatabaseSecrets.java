package dev.revisor.operator;

import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.Reason;
import dev.revisor.engine.database.ConnectionParameters;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.Host;
import dev.revisor.engine.database.Password;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.operator.DatabaseReader.Unreadable;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Makes the settings of a connection from a spec and the Secrets that it names, and remembers
/// which versions of them it saw. For one look.
final class DatabaseSecrets {
  private static final int CONNECT_SECONDS = 5;
  private static final Pattern SHORT_NAME = Pattern.compile("[A-Za-z][-A-Za-z0-9]*");

  private final KubernetesClient kubernetes;
  private final String namespace;
  private final List<String> versions = new ArrayList<>();

  DatabaseSecrets(KubernetesClient kubernetes, String namespace) {
    this.kubernetes = kubernetes;
    this.namespace = namespace;
  }

  /// Identifies the versions of the Secrets that were read.
  String versions() {
    return RunKey.hash(versions);
  }

  ConnectionSettings settings(DatabaseSpec spec) throws Unreadable {
    try {
      var parameters = withCertificates(spec, withCredentials(spec, url(spec)));
      return resolvable(ConnectionSettings.of(parameters.orConnectTimeout(CONNECT_SECONDS)));
    } catch (RevisorException e) {
      throw new Unreadable(Reason.InvalidUrl, urlField(spec) + ": " + e.getMessage());
    }
  }

  static String urlField(DatabaseSpec spec) {
    return spec.url() != null ? "spec.database.url" : "spec.database.urlFrom";
  }

  private ConnectionParameters url(DatabaseSpec spec) throws Unreadable {
    if (spec.url() != null) {
      return DatabaseUrl.parseWithoutPassword(spec.url());
    }
    var source = Optional.ofNullable(spec.urlFrom()).orElseThrow().secretKeyRef();
    var field = "spec.database.urlFrom.secretKeyRef";
    return DatabaseUrl.parse(
        value(secret(source.name(), field + ".name"), source.key(), field + ".key"));
  }

  private ConnectionParameters withCredentials(DatabaseSpec spec, ConnectionParameters given)
      throws Unreadable {
    var credentials = spec.credentials();
    if (credentials == null) {
      return given;
    }
    var field = "spec.database.credentials";
    var secret = secret(credentials.secretName(), field + ".secretName");
    var user = value(secret, credentials.usernameKeyOrDefault(), field + ".usernameKey");
    var password = value(secret, credentials.passwordKeyOrDefault(), field + ".passwordKey");
    return given.withUser(user).withPassword(new Password(password));
  }

  private ConnectionParameters withCertificates(DatabaseSpec spec, ConnectionParameters given)
      throws Unreadable {
    var parameters = given;
    var ca = spec.caSecret();
    if (ca != null) {
      var field = "spec.database.tls.caSecret";
      parameters =
          parameters
              .withRootCertificates(value(secret(ca, field), DatabaseSpec.Tls.CA, field))
              .orElse(DatabaseUrl.parse("sslmode=" + DatabaseSpec.Tls.MODE));
    }
    var client = spec.clientSecret();
    if (client != null) {
      var field = "spec.database.tls.clientSecret";
      var secret = secret(client, field);
      parameters =
          parameters.withClientCertificate(
              value(secret, DatabaseSpec.Tls.CERTIFICATE, field),
              value(secret, DatabaseSpec.Tls.KEY, field));
    }
    return parameters;
  }

  /// A Job looks names up from the resource's namespace, the operator from its own: the short name
  /// of a Service needs its namespace here.
  private ConnectionSettings resolvable(ConnectionSettings settings) {
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

  private Secret secret(String name, String field) throws Unreadable {
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
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        throw new Unreadable(
            Reason.SecretNotFound,
            field + ": Secret \"" + name + "\" may not be read: " + ApiAnswer.of(e));
      }
      throw new Unreadable(
          Reason.ApiUnavailable,
          field + ": Secret \"" + name + "\" could not be read: " + ApiAnswer.of(e));
    }
  }

  /// Without a newline at the end, as the runner reads it.
  private static String value(Secret secret, String key, String field) throws Unreadable {
    var encoded = secret.getData() == null ? null : secret.getData().get(key);
    if (encoded == null) {
      throw new Unreadable(
          Reason.SecretKeyMissing,
          field + ": Secret \"" + secret.getMetadata().getName() + "\" has no key \"" + key + "\"");
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8)
        .replaceFirst("\\R\\z", "");
  }
}
