package dev.revisor.engine.database;

/// `name`, `name:port` or `[address]:port` of a connection string; either part may be empty.
record HostSpec(String name, String port) {
  HostSpec {
    if (!port.isEmpty()) {
      Host.port(port);
    }
  }

  static HostSpec parse(String text) {
    if (text.startsWith("[")) {
      var end = text.indexOf(']');
      var rest = end < 0 ? "?" : text.substring(end + 1);
      if (end < 2 || !(rest.isEmpty() || rest.startsWith(":"))) {
        throw ConnectionParameters.refused(
            "an IPv6 address in the database URL must have the form [address]:port");
      }
      return new HostSpec(text.substring(1, end), rest.isEmpty() ? "" : rest.substring(1));
    }
    var colon = text.lastIndexOf(':');
    return colon < 0
        ? new HostSpec(Percent.decode(text), "")
        : new HostSpec(Percent.decode(text.substring(0, colon)), text.substring(colon + 1));
  }
}
