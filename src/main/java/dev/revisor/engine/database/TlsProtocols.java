package dev.revisor.engine.database;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/// The versions of TLS between `ssl_min_protocol_version` (TLSv1.2 when not given) and
/// `ssl_max_protocol_version`.
record TlsProtocols(String lowest, String highest) {
  private static final List<String> ORDER = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  TlsProtocols {
    if (!ORDER.contains(lowest) || !ORDER.contains(highest)) {
      throw new IllegalArgumentException(
          "a version of TLS must be one of " + ORDER + ", was " + lowest + " or " + highest);
    }
  }

  static TlsProtocols of(Properties properties) {
    return new TlsProtocols(
        properties.getProperty(Keyword.SSL_MIN_PROTOCOL_VERSION.text(), "TLSv1.2"),
        properties.getProperty(Keyword.SSL_MAX_PROTOCOL_VERSION.text(), "TLSv1.3"));
  }

  String[] among(String[] supported) {
    var wanted = ORDER.subList(ORDER.indexOf(lowest), ORDER.indexOf(highest) + 1);
    return Stream.of(supported).filter(wanted::contains).toArray(String[]::new);
  }
}
