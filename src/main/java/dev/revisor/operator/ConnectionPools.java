package dev.revisor.operator;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/// One small pool of read-only connections a database and user. A pool keeps no connection for
/// long, and of pools the least recently used goes when there are too many. Thread-safe.
@ApplicationScoped
public class ConnectionPools {
  private static final Logger LOG = Logger.getLogger(ConnectionPools.class);
  private static final int MOST_POOLS = 256;
  private static final int CONNECTIONS = 2;

  /// Longer than the driver's connect timeout, so that the driver's own words are reported.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Map<ConnectionSettings, HikariDataSource> pools =
      new LinkedHashMap<>(16, 0.75f, true);

  /// A connection in autocommit mode; closing it gives it back. Before there is a pool one
  /// connection is tried without it, since a pool tries again and again where the driver gives an
  /// answer at once.
  ///
  /// @throws dev.revisor.engine.result.RevisorException as [SqlStates#toConnectException] says
  Connection open(ConnectionSettings settings) {
    if (!isKnown(settings)) {
      try (var tried = Connector.open(settings)) {
        LOG.debugf("%s answers", tried);
      } catch (SQLException e) {
        throw SqlStates.toConnectException(e, settings);
      }
    }
    try {
      return pool(settings).getConnection();
    } catch (SQLException e) {
      forget(settings);
      throw SqlStates.toConnectException(cause(e), settings);
    }
  }

  /// Hikari wraps what the driver said.
  private static SQLException cause(SQLException e) {
    return e.getCause() instanceof SQLException driver ? driver : e;
  }

  private synchronized boolean isKnown(ConnectionSettings settings) {
    return pools.containsKey(settings);
  }

  private synchronized HikariDataSource pool(ConnectionSettings settings) {
    var pool = pools.computeIfAbsent(settings, ConnectionPools::create);
    var oldest = pools.entrySet().iterator();
    while (pools.size() > MOST_POOLS && oldest.hasNext()) {
      var eldest = oldest.next();
      if (!eldest.getKey().equals(settings)) {
        oldest.remove();
        eldest.getValue().close();
      }
    }
    return pool;
  }

  /// A pool that cannot connect is not kept: its threads would go on trying.
  private synchronized void forget(ConnectionSettings settings) {
    var pool = pools.remove(settings);
    if (pool != null) {
      pool.close();
    }
  }

  private static HikariDataSource create(ConnectionSettings settings) {
    var plain =
        settings
            .with("preferQueryMode", "simple")
            .with("socketTimeout", Long.toString(ANSWER.toSeconds()));
    var config = new HikariConfig();
    config.setJdbcUrl(plain.jdbcUrl());
    config.setDataSourceProperties(plain.properties());
    config.setPoolName("observe-" + Integer.toHexString(settings.hashCode()));
    config.setReadOnly(true);
    config.setMinimumIdle(0);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFETIME.toMillis());
    return new HikariDataSource(config);
  }

  @PreDestroy
  synchronized void close() {
    pools.values().forEach(HikariDataSource::close);
    pools.clear();
  }
}
