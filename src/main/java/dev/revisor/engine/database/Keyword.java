package dev.revisor.engine.database;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The connection parameters of libpq (manual, "Parameter Key Words"), with the environment
/// variable that libpq reads for each ("Environment Variables").
enum Keyword {
  HOST("PGHOST"),
  HOSTADDR("PGHOSTADDR"),
  PORT("PGPORT"),
  DBNAME("PGDATABASE"),
  USER("PGUSER"),
  PASSWORD("PGPASSWORD"),
  PASSFILE("PGPASSFILE"),
  SERVICE("PGSERVICE"),
  SERVICEFILE("PGSERVICEFILE"),
  OPTIONS("PGOPTIONS"),
  APPLICATION_NAME("PGAPPNAME"),
  FALLBACK_APPLICATION_NAME(null),
  CONNECT_TIMEOUT("PGCONNECT_TIMEOUT"),
  TARGET_SESSION_ATTRS("PGTARGETSESSIONATTRS"),
  LOAD_BALANCE_HOSTS("PGLOADBALANCEHOSTS"),
  CHANNEL_BINDING("PGCHANNELBINDING"),
  GSSENCMODE("PGGSSENCMODE"),
  KRBSRVNAME("PGKRBSRVNAME"),
  SSLMODE("PGSSLMODE"),
  SSLNEGOTIATION("PGSSLNEGOTIATION"),
  SSLROOTCERT("PGSSLROOTCERT"),
  SSLCERT("PGSSLCERT"),
  SSLKEY("PGSSLKEY"),
  SSLPASSWORD(null),
  SSL_MIN_PROTOCOL_VERSION("PGSSLMINPROTOCOLVERSION"),
  SSL_MAX_PROTOCOL_VERSION("PGSSLMAXPROTOCOLVERSION"),
  CLIENT_ENCODING("PGCLIENTENCODING"),
  KEEPALIVES(null),
  /// Hints for the network that Java has no say in: accepted, without effect.
  KEEPALIVES_IDLE(null, Use.WITHOUT_EFFECT),
  KEEPALIVES_INTERVAL(null, Use.WITHOUT_EFFECT),
  KEEPALIVES_COUNT(null, Use.WITHOUT_EFFECT),
  TCP_USER_TIMEOUT(null, Use.WITHOUT_EFFECT),
  SSLCOMPRESSION("PGSSLCOMPRESSION", Use.WITHOUT_EFFECT),
  SSLSNI("PGSSLSNI", Use.WITHOUT_EFFECT),
  MIN_PROTOCOL_VERSION("PGMINPROTOCOLVERSION", Use.WITHOUT_EFFECT),
  MAX_PROTOCOL_VERSION("PGMAXPROTOCOLVERSION", Use.WITHOUT_EFFECT),
  GSSLIB("PGGSSLIB", Use.WITHOUT_EFFECT),
  /// To pass over these would be less safe than the user asked for.
  REQUIRE_AUTH("PGREQUIREAUTH", Use.REFUSED),
  REQUIREPEER("PGREQUIREPEER", Use.REFUSED),
  SSLCRL("PGSSLCRL", Use.REFUSED),
  SSLCRLDIR("PGSSLCRLDIR", Use.REFUSED),
  SSLCERTMODE("PGSSLCERTMODE", Use.REFUSED),
  GSSDELEGATION("PGGSSDELEGATION", Use.REFUSED),
  REPLICATION(null, Use.REFUSED);

  /// What a keyword does here.
  enum Use {
    EFFECTIVE,
    WITHOUT_EFFECT,
    REFUSED
  }

  private final @Nullable String variable;
  private final Use use;

  Keyword(@Nullable String variable) {
    this(variable, Use.EFFECTIVE);
  }

  Keyword(@Nullable String variable, Use use) {
    this.variable = variable;
    this.use = use;
  }

  /// As it is written in a connection string.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The variable of the environment, if libpq knows one.
  Optional<String> variable() {
    return Optional.ofNullable(variable);
  }

  Use use() {
    return use;
  }

  /// Whether its value must never be shown.
  boolean isSecret() {
    return this == PASSWORD || this == SSLPASSWORD;
  }

  static Optional<Keyword> of(String text) {
    for (var keyword : values()) {
      if (keyword.text().equals(text)) {
        return Optional.of(keyword);
      }
    }
    return Optional.empty();
  }
}
