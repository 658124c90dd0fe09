package dev.revisor.engine.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGProperty;

/// pgjdbc's URLs, `jdbc:postgresql://host:port/database?property=value`, in libpq's keywords.
/// Properties that only tune the driver have no effect; those that name classes to load are
/// refused.
final class JdbcUrl {
  private static final Map<String, Keyword> PROPERTIES =
      Map.ofEntries(
          Map.entry("user", Keyword.USER),
          Map.entry("password", Keyword.PASSWORD),
          Map.entry("ApplicationName", Keyword.APPLICATION_NAME),
          Map.entry("connectTimeout", Keyword.CONNECT_TIMEOUT),
          Map.entry("options", Keyword.OPTIONS),
          Map.entry("service", Keyword.SERVICE),
          Map.entry("channelBinding", Keyword.CHANNEL_BINDING),
          Map.entry("gssEncMode", Keyword.GSSENCMODE),
          Map.entry("kerberosServerName", Keyword.KRBSRVNAME),
          Map.entry("sslmode", Keyword.SSLMODE),
          Map.entry("sslNegotiation", Keyword.SSLNEGOTIATION),
          Map.entry("sslrootcert", Keyword.SSLROOTCERT),
          Map.entry("sslcert", Keyword.SSLCERT),
          Map.entry("sslkey", Keyword.SSLKEY),
          Map.entry("sslpassword", Keyword.SSLPASSWORD));

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "primary", "read-write",
          "master", "read-write",
          "secondary", "standby",
          "slave", "standby",
          "preferSecondary", "prefer-standby",
          "preferSlave", "prefer-standby");

  private static final Set<String> REFUSED =
      Set.of(
          "authenticationPluginClassName",
          "socketFactory",
          "socketFactoryArg",
          "sslfactory",
          "sslfactoryarg",
          "sslhostnameverifier",
          "sslpasswordcallback",
          "xmlFactoryFactory",
          "replication",
          "requireAuth");

  private JdbcUrl() {}

  /// What follows `jdbc:postgresql:`.
  static ConnectionParameters parse(String text) {
    var question = text.indexOf('?');
    var path = question < 0 ? text : text.substring(0, question);
    var parameters = ConnectionParameters.none();
    if (path.startsWith("//")) {
      var slash = path.indexOf('/', 2);
      parameters = hosts(parameters, slash < 0 ? path.substring(2) : path.substring(2, slash));
      path = slash < 0 ? "" : path.substring(slash + 1);
    } else if (path.startsWith("/")) {
      path = path.substring(1);
    }
    if (!path.isEmpty()) {
      parameters = parameters.with(Keyword.DBNAME, decode(path));
    }
    return question < 0 ? parameters : properties(parameters, text.substring(question + 1));
  }

  private static ConnectionParameters hosts(ConnectionParameters parameters, String text) {
    if (text.isEmpty()) {
      return parameters;
    }
    if (text.indexOf('@') >= 0) {
      throw ConnectionParameters.refused(
          "a jdbc: URL has no user before its host: write ?user=… or --user");
    }
    var hosts = List.of(text.split(",", -1)).stream().map(HostSpec::parse).toList();
    return parameters
        .with(Keyword.HOST, String.join(",", hosts.stream().map(HostSpec::name).toList()))
        .with(Keyword.PORT, String.join(",", hosts.stream().map(HostSpec::port).toList()));
  }

  private static ConnectionParameters properties(ConnectionParameters parameters, String text) {
    var result = parameters;
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        result = property(result, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return result;
  }

  private static ConnectionParameters property(
      ConnectionParameters parameters, String name, String value) {
    if (PROPERTIES.containsKey(name)) {
      return parameters.with(PROPERTIES.get(name), value);
    }
    return switch (name) {
      case "ssl" ->
          value.equals("false")
              ? parameters
              : parameters.orElse(ConnectionParameters.none().with(Keyword.SSLMODE, "verify-full"));
      case "targetServerType" -> parameters.with(Keyword.TARGET_SESSION_ATTRS, serverType(value));
      case "loadBalanceHosts" ->
          parameters.with(Keyword.LOAD_BALANCE_HOSTS, value.equals("true") ? "random" : "disable");
      case "tcpKeepAlive" -> parameters.with(Keyword.KEEPALIVES, value.equals("false") ? "0" : "1");
      case "currentSchema" ->
          parameters.with(Keyword.OPTIONS, "-c search_path=" + value.replace(" ", "\\ "));
      default -> other(parameters, name);
    };
  }

  private static ConnectionParameters other(ConnectionParameters parameters, String name) {
    if (REFUSED.contains(name)) {
      throw ConnectionParameters.refused(
          "the property '" + name + "' of the database URL is not supported");
    }
    if (PGProperty.forName(name) == null) {
      throw ConnectionParameters.refused("unknown property '" + name + "' of the database URL");
    }
    return parameters;
  }

  private static String serverType(String value) {
    var attributes = SERVER_TYPES.get(value);
    if (attributes == null) {
      throw ConnectionParameters.refused(
          "targetServerType must be one of any, primary, secondary, preferSecondary, was '"
              + value
              + "'");
    }
    return attributes;
  }

  /// A plus is a blank here, as in pgjdbc.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw ConnectionParameters.refused(
          "a % in the database URL must be followed by two hexadecimal digits");
    }
  }
}
