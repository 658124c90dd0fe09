package dev.revisor.operator;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.SqlStates;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// One small pool of connections a database and user. A pool that nobody asked for a while is
/// closed, and so is the one that was used least recently when there are too many: the databases
/// see few connections, and the operator keeps few threads. Thread-safe.
@ApplicationScoped
public class ConnectionPools {
  private static final Logger LOG = Logger.getLogger(ConnectionPools.class);
  private static final int MOST_POOLS = 256;
  private static final int CONNECTIONS = 2;

  /// Longer than the driver's connect timeout, so that the driver's own words are reported.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /// Several resources that share a database are looked at one after the other; the next look at a
  /// lonely one is minutes away.
  private static final Duration IDLE = Duration.ofSeconds(30);

  /// A name that leads to another server is followed by then, however often it is looked at.
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ScheduledThreadPoolExecutor housekeeping =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("pools").factory());
  private final Map<ConnectionSettings, Pool> pools = new LinkedHashMap<>(16, 0.75f, true);

  private final Clock clock;
  private final Duration patience;

  ConnectionPools() {
    this(Clock.systemUTC(), PATIENCE);
  }

  /// @param patience how long a database may take to give a connection
  ConnectionPools(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /// A pool and when it was last asked.
  private record Pool(HikariDataSource source, Instant asked) {

    boolean isIdle(Instant now) {
      return asked.plus(IDLE).isBefore(now) && active(source) == 0;
    }
  }

  /// A connection in autocommit mode; closing it gives it back. The session is left as the server
  /// makes it, since a pooler may hand it to others next; whoever reads begins a read-only
  /// transaction. A pool begins with the connection that shows that the database answers; where it
  /// does not, the driver's answer is given at once, and there is no pool.
  ///
  /// @throws dev.revisor.engine.result.RevisorException as [SqlStates#toConnectException] says
  Connection open(ConnectionSettings settings) {
    closeIdle();
    try {
      return connection(pool(settings));
    } catch (SQLException e) {
      forget(settings);
      throw SqlStates.toConnectException(cause(e), settings);
    }
  }

  /// Where others hold connections, the database is slow, and not away.
  private static Connection connection(HikariDataSource pool) throws SQLException {
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException e) {
        if (active(pool) == 0) {
          throw e;
        }
      }
    }
  }

  private static int active(HikariDataSource pool) {
    var connections = pool.getHikariPoolMXBean();
    return connections == null ? 0 : connections.getActiveConnections();
  }

  /// Breaks a connection off then, unless the result is cancelled before.
  Future<?> breakOffAfter(Duration limit, Connection connection) {
    return housekeeping.schedule(
        () -> {
          connection.abort(Thread::startVirtualThread);
          return limit;
        },
        limit.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /// How many pools there are.
  synchronized int size() {
    return pools.size();
  }

  /// Hikari wraps what the driver said.
  private static SQLException cause(SQLException e) {
    return e.getCause() instanceof SQLException driver ? driver : e;
  }

  /// Connecting takes its time where nobody answers: nobody waits for it but who asked. Where two
  /// connect at once, the pool of the first is kept.
  private HikariDataSource pool(ConnectionSettings settings) throws SQLException {
    var known = known(settings);
    if (known.isPresent()) {
      return known.get();
    }
    var made = create(settings);
    var kept = keep(settings, made);
    if (kept != made) {
      made.close();
    }
    return kept;
  }

  private synchronized Optional<HikariDataSource> known(ConnectionSettings settings) {
    return Optional.ofNullable(
            pools.computeIfPresent(settings, (_, pool) -> new Pool(pool.source(), clock.instant())))
        .map(Pool::source);
  }

  private synchronized HikariDataSource keep(ConnectionSettings settings, HikariDataSource made) {
    return pools.computeIfAbsent(settings, _ -> new Pool(made, clock.instant())).source();
  }

  private void closeIdle() {
    takeIdle(clock.instant()).forEach(ConnectionPools::close);
  }

  /// A dead database lets whoever closes its connections wait: nobody does.
  private static void close(Pool pool) {
    Thread.startVirtualThread(pool.source()::close);
  }

  private synchronized List<Pool> takeIdle(Instant now) {
    var taken = new ArrayList<Pool>();
    var oldest = pools.values().iterator();
    while (oldest.hasNext()) {
      var pool = oldest.next();
      if (pools.size() > MOST_POOLS || pool.isIdle(now)) {
        oldest.remove();
        taken.add(pool);
      }
    }
    return taken;
  }

  /// A pool that cannot connect is not kept: its threads would go on trying. Nor is one that leads
  /// to the wrong server. Closing it would break off who still uses it.
  synchronized void forget(ConnectionSettings settings) {
    var pool = pools.get(settings);
    if (pool != null && active(pool.source()) == 0) {
      pools.remove(settings);
      close(pool);
    }
  }

  private HikariDataSource create(ConnectionSettings settings) throws SQLException {
    var plain =
        settings
            .with("preferQueryMode", "simple")
            .with("socketTimeout", Long.toString(ANSWER.toSeconds()));
    var config = new HikariConfig();
    config.setJdbcUrl(plain.jdbcUrl());
    config.setDataSourceProperties(plain.properties());
    config.setPoolName("observe-" + Integer.toHexString(settings.hashCode()));
    config.setScheduledExecutor(housekeeping);
    config.setThreadFactory(Thread.ofVirtual().factory());
    // it would be asked for on the one thread of all pools
    config.setKeepaliveTime(0);
    config.setMinimumIdle(1);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setInitializationFailTimeout(1);
    config.setConnectionTimeout(patience.toMillis());
    config.setIdleTimeout(IDLE.toMillis());
    config.setMaxLifetime(LIFETIME.toMillis());
    try {
      var source = new HikariDataSource(config);
      source.setMinimumIdle(0);
      return source;
    } catch (HikariPool.PoolInitializationException e) {
      throw e.getCause() instanceof SQLException driver ? driver : new SQLException(e);
    }
  }

  @PreDestroy
  void close() {
    List<Pool> all;
    synchronized (this) {
      all = List.copyOf(pools.values());
      pools.clear();
    }
    all.forEach(pool -> pool.source().close());
    housekeeping.shutdownNow();
  }
}
