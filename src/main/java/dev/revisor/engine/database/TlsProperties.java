package dev.revisor.engine.database;

import java.util.Map;
import java.util.Set;

/// TLS: from libpq's keywords to the driver's properties.
final class TlsProperties {
  private static final Set<String> MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final String SYSTEM = "system";

  private TlsProperties() {}

  static void put(Map<String, String> properties, ConnectionParameters parameters) {
    var mode = mode(parameters);
    properties.put("sslmode", mode);
    parameters
        .value(Keyword.SSLNEGOTIATION)
        .ifPresent(value -> properties.put("sslNegotiation", value));
    if (mode.equals("disable")) {
      return;
    }
    properties.put("sslfactory", TlsSocketFactory.class.getName());
    for (var keyword : TlsSocketFactory.KEYWORDS) {
      parameters.value(keyword).ifPresent(value -> properties.put(keyword.text(), value));
    }
  }

  /// As in libpq, `require` with a root certificate verifies it, and the certificates of the system
  /// are too many to do without the host's name.
  private static String mode(ConnectionParameters parameters) {
    var roots = parameters.value(Keyword.SSLROOTCERT);
    var system = roots.filter(SYSTEM::equals).isPresent();
    var mode = parameters.value(Keyword.SSLMODE).orElse(system ? "verify-full" : "prefer");
    if (!MODES.contains(mode)) {
      throw ConnectionParameters.refused(
          "sslmode must be disable, allow, prefer, require, verify-ca or verify-full, was '"
              + mode
              + "'");
    }
    if (system && !mode.equals("verify-full")) {
      throw ConnectionParameters.refused(
          "sslrootcert=system needs sslmode=verify-full, was '" + mode + "'");
    }
    return mode.equals("require") && roots.isPresent() ? "verify-ca" : mode;
  }
}
