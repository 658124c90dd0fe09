package dev.revisor.engine.database;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Connection parameters by libpq's keywords, as far as one or several sources give them.
/// Immutable. Secrets do not print.
public final class ConnectionParameters {
  private final Map<Keyword, String> values;

  private ConnectionParameters(Map<Keyword, String> values) {
    this.values = values;
  }

  /// Nothing is given.
  public static ConnectionParameters none() {
    return new ConnectionParameters(new EnumMap<>(Keyword.class));
  }

  /// With the user, in place of another one.
  public ConnectionParameters withUser(String user) {
    return with(Keyword.USER, user);
  }

  /// With the password, in place of another one.
  public ConnectionParameters withPassword(Password password) {
    return with(Keyword.PASSWORD, password.value());
  }

  /// With the certificates to trust: the path of a file, or PEM text.
  public ConnectionParameters withRootCertificates(String pathOrPem) {
    return with(Keyword.SSLROOTCERT, pathOrPem);
  }

  /// With a client certificate and its key: paths of files, or PEM texts.
  public ConnectionParameters withClientCertificate(String certificate, String key) {
    return with(Keyword.SSLCERT, certificate).with(Keyword.SSLKEY, key);
  }

  /// With a time limit in whole seconds for connecting to one host, unless one is given already.
  public ConnectionParameters orConnectTimeout(int seconds) {
    return orElse(none().with(Keyword.CONNECT_TIMEOUT, Integer.toString(seconds)));
  }

  /// Whether a password is among them.
  public boolean hasPassword() {
    return values.containsKey(Keyword.PASSWORD) || values.containsKey(Keyword.SSLPASSWORD);
  }

  /// Where these do not say, `lower` does.
  public ConnectionParameters orElse(ConnectionParameters lower) {
    var merged = new EnumMap<>(lower.values.isEmpty() ? none().values : lower.values);
    merged.putAll(values);
    return new ConnectionParameters(merged);
  }

  ConnectionParameters with(Keyword keyword, String value) {
    var changed = new EnumMap<Keyword, String>(Keyword.class);
    changed.putAll(values);
    changed.put(keyword, value);
    return new ConnectionParameters(changed);
  }

  /// By the keyword's text.
  ///
  /// @throws RevisorException InvalidConfiguration for a keyword that is not known or not possible
  ConnectionParameters with(String text, String value) {
    var keyword =
        Keyword.of(text).orElseThrow(() -> refused("unknown connection parameter '" + text + "'"));
    return switch (keyword.use()) {
      case EFFECTIVE -> with(keyword, value);
      case WITHOUT_EFFECT -> this;
      case REFUSED -> throw refused("the connection parameter '" + text + "' is not supported");
    };
  }

  /// The value, when it is given and not empty: libpq takes an empty one for none.
  Optional<String> value(Keyword keyword) {
    return Optional.ofNullable(values.get(keyword)).filter(value -> !value.isEmpty());
  }

  static RevisorException refused(String message) {
    return RevisorException.of(Reason.InvalidConfiguration, message);
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(
            entry ->
                entry.getKey().text()
                    + "="
                    + (entry.getKey().isSecret() ? "***" : entry.getValue()))
        .collect(Collectors.joining(" "));
  }
}
