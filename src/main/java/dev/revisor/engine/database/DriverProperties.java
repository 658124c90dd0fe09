package dev.revisor.engine.database;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// From libpq's keywords to the properties of pgjdbc (its documentation, "Connection Parameters").
final class DriverProperties {
  /// In seconds, for each host.
  private static final String CONNECT_TIMEOUT = "10";

  private DriverProperties() {}

  /// @param hosts how many there are: with several, the one that can be written to is wanted
  static Map<String, String> of(ConnectionParameters parameters, int hosts) {
    var properties = new TreeMap<String, String>();
    properties.put("ApplicationName", applicationName(parameters));
    properties.put("assumeMinServerVersion", "14");
    properties.put("tcpKeepAlive", keepAlive(parameters));
    properties.put("connectTimeout", connectTimeout(parameters));
    properties.put("loginTimeout", "0");
    properties.put("targetServerType", targetServerType(parameters, hosts));
    properties.put("loadBalanceHosts", loadBalanceHosts(parameters));
    properties.put("logServerErrorDetail", "false");
    properties.put("gssEncMode", parameters.value(Keyword.GSSENCMODE).orElse("disable"));
    put(properties, "options", parameters, Keyword.OPTIONS);
    put(properties, "channelBinding", parameters, Keyword.CHANNEL_BINDING);
    put(properties, "kerberosServerName", parameters, Keyword.KRBSRVNAME);
    TlsProperties.put(properties, parameters);
    encoding(parameters);
    return properties;
  }

  private static void put(
      Map<String, String> properties,
      String name,
      ConnectionParameters parameters,
      Keyword keyword) {
    parameters.value(keyword).ifPresent(value -> properties.put(name, value));
  }

  private static String applicationName(ConnectionParameters parameters) {
    return parameters
        .value(Keyword.APPLICATION_NAME)
        .or(() -> parameters.value(Keyword.FALLBACK_APPLICATION_NAME))
        .orElse("revisor");
  }

  private static String keepAlive(ConnectionParameters parameters) {
    return parameters.value(Keyword.KEEPALIVES).orElse("1").equals("0") ? "false" : "true";
  }

  /// libpq: 0 or less means without limit, 1 means 2.
  private static String connectTimeout(ConnectionParameters parameters) {
    var text = parameters.value(Keyword.CONNECT_TIMEOUT).orElse(CONNECT_TIMEOUT).strip();
    try {
      var seconds = Integer.parseInt(text);
      return Integer.toString(seconds <= 0 ? 0 : Math.max(2, seconds));
    } catch (NumberFormatException _) {
      throw ConnectionParameters.refused(
          "connect_timeout must be a number of seconds, was '" + text + "'");
    }
  }

  /// pgjdbc's `primary` asks for `transaction_read_only`, which is what libpq calls `read-write`.
  private static String targetServerType(ConnectionParameters parameters, int hosts) {
    var value =
        parameters
            .value(Keyword.TARGET_SESSION_ATTRS)
            .orElse(hosts > 1 ? "read-write" : "any")
            .toLowerCase(Locale.ROOT);
    return switch (value) {
      case "any" -> "any";
      case "read-write", "primary" -> "primary";
      case "read-only", "standby" -> "secondary";
      case "prefer-standby" -> "preferSecondary";
      default ->
          throw ConnectionParameters.refused(
              "target_session_attrs must be any, read-write, read-only, primary, standby or"
                  + " prefer-standby, was '"
                  + value
                  + "'");
    };
  }

  private static String loadBalanceHosts(ConnectionParameters parameters) {
    var value = parameters.value(Keyword.LOAD_BALANCE_HOSTS).orElse("disable");
    return switch (value) {
      case "disable" -> "false";
      case "random" -> "true";
      default ->
          throw ConnectionParameters.refused(
              "load_balance_hosts must be disable or random, was '" + value + "'");
    };
  }

  /// Scripts are UTF-8 whatever the surroundings say.
  private static void encoding(ConnectionParameters parameters) {
    var value = parameters.value(Keyword.CLIENT_ENCODING).orElse("UTF8");
    var plain = value.replace("-", "").toUpperCase(Locale.ROOT);
    if (!plain.equals("UTF8") && !plain.equals("UNICODE") && !plain.equals("AUTO")) {
      throw ConnectionParameters.refused("client_encoding must be UTF8, was '" + value + "'");
    }
  }
}
