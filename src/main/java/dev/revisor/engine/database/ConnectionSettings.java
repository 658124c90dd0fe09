package dev.revisor.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How to reach one database, complete: what the driver is given. Prints itself without secrets.
///
/// @param hosts tried in this order; at least one
/// @param password empty when the server may ask for none
/// @param driver the driver's other properties by their names, secrets of TLS among them
public record ConnectionSettings(
    List<Host> hosts,
    String database,
    String user,
    Optional<Password> password,
    Map<String, String> driver) {

  public ConnectionSettings {
    hosts = List.copyOf(hosts);
    driver = Map.copyOf(driver);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("hosts must have at least one element");
    }
  }

  /// The settings that `parameters` make, and libpq's defaults where they do not say (`localhost`
  /// in place of a Unix socket).
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidConfiguration
  public static ConnectionSettings of(ConnectionParameters parameters) {
    var user =
        parameters
            .value(Keyword.USER)
            .orElseThrow(() -> ConnectionParameters.refused("no database user is given"));
    var hosts = hosts(parameters);
    return new ConnectionSettings(
        hosts,
        parameters.value(Keyword.DBNAME).orElse(user),
        user,
        parameters.value(Keyword.PASSWORD).map(Password::new),
        DriverProperties.of(parameters, hosts.size()));
  }

  /// The URL for the driver: hosts and ports; everything else is in [#properties].
  public String jdbcUrl() {
    return "jdbc:postgresql://"
        + hosts.stream().map(Host::toString).collect(Collectors.joining(","))
        + "/";
  }

  /// The properties for the driver, secrets among them.
  public Properties properties() {
    var properties = new Properties();
    driver.forEach(properties::setProperty);
    properties.setProperty("PGDBNAME", database);
    properties.setProperty("user", user);
    password.ifPresent(secret -> properties.setProperty("password", secret.value()));
    return properties;
  }

  /// The same with another value for a property of the driver.
  public ConnectionSettings with(String property, String value) {
    var changed = new TreeMap<>(driver);
    changed.put(property, value);
    return new ConnectionSettings(hosts, database, user, password, changed);
  }

  /// Another database of the same server.
  public ConnectionSettings withDatabase(String name) {
    return new ConnectionSettings(hosts, name, user, password, driver);
  }

  /// `postgresql://user@host:port/database`, for people.
  @Override
  public String toString() {
    return "postgresql://"
        + user
        + "@"
        + hosts.stream().map(Host::toString).collect(Collectors.joining(","))
        + "/"
        + database;
  }

  /// The lists of hosts and ports go together; a single port is every host's.
  static List<Host> hosts(ConnectionParameters parameters) {
    var names = list(parameters.value(Keyword.HOSTADDR).or(() -> parameters.value(Keyword.HOST)));
    var ports = list(parameters.value(Keyword.PORT));
    if (ports.size() > 1 && ports.size() != names.size()) {
      throw ConnectionParameters.refused(
          "there are " + names.size() + " hosts, but " + ports.size() + " ports");
    }
    var hosts = new ArrayList<Host>();
    for (var i = 0; i < names.size(); i++) {
      hosts.add(host(names.get(i), ports.get(ports.size() == 1 ? 0 : i)));
    }
    return hosts;
  }

  private static List<String> list(Optional<String> value) {
    return List.of(value.orElse("").split(",", -1));
  }

  private static Host host(String name, String port) {
    if (name.startsWith("/") || name.startsWith("@")) {
      throw ConnectionParameters.refused(
          "Unix sockets are not supported, was host '" + name + "'; name a host, e.g. localhost");
    }
    return new Host(
        name.isEmpty() ? "localhost" : name, port.isEmpty() ? Host.DEFAULT_PORT : Host.port(port));
  }
}
