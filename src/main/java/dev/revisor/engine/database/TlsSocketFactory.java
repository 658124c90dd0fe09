package dev.revisor.engine.database;

import java.util.List;

/// TLS as libpq does it.
public final class TlsSocketFactory {
  static final List<Keyword> KEYWORDS =
      List.of(Keyword.SSLROOTCERT, Keyword.SSLCERT, Keyword.SSLKEY, Keyword.SSLPASSWORD);

  private TlsSocketFactory() {}
}
