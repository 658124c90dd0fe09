package dev.revisor.engine.database;

import java.util.Map;
import java.util.Set;

/// TLS: from libpq's keywords to the driver's properties.
final class TlsProperties {
  private static final Set<String> MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private TlsProperties() {}

  static void put(Map<String, String> properties, ConnectionParameters parameters) {
    var mode = parameters.value(Keyword.SSLMODE).orElse("prefer");
    if (!MODES.contains(mode)) {
      throw ConnectionParameters.refused(
          "sslmode must be disable, allow, prefer, require, verify-ca or verify-full, was '"
              + mode
              + "'");
    }
    properties.put("sslmode", mode);
    parameters
        .value(Keyword.SSLNEGOTIATION)
        .ifPresent(value -> properties.put("sslNegotiation", value));
    if (mode.equals("disable")) {
      return;
    }
    for (var keyword : TlsSocketFactory.KEYWORDS) {
      parameters.value(keyword).ifPresent(value -> properties.put(keyword.text(), value));
    }
  }
}
