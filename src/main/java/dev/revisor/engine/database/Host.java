package dev.revisor.engine.database;

/// A server's name or address, without brackets, and its port.
public record Host(String name, int port) {
  public static final int DEFAULT_PORT = 5432;

  public Host {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a host must have a name");
    }
    requirePort(port);
  }

  /// The port that a text means.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidConfiguration
  static int port(String text) {
    try {
      return requirePort(Integer.parseInt(text.strip()));
    } catch (IllegalArgumentException _) {
      throw ConnectionParameters.refused("the port must be 1 to 65535, was '" + text + "'");
    }
  }

  private static int requirePort(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a port must be 1 to 65535, was " + port);
    }
    return port;
  }

  /// As it stands in a URL: IPv6 addresses in brackets.
  @Override
  public String toString() {
    return (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
  }
}
