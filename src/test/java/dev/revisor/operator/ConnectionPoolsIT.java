package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.database.Host;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Observations.NOW);
  private final ConnectionPools pools =
      new ConnectionPools(((InstantSource) now::get).withZone(ZoneOffset.UTC), PATIENCE);

  @AfterEach
  void close() {
    pools.close();
  }

  @Test
  void aConnectionIsGivenBackAndUsedAgain() throws SQLException {
    var database = PostgresServer.newDatabase();
    assertThat(backend(database)).isEqualTo(backend(database));
    assertThat(pools.size()).isEqualTo(1);
  }

  @Test
  void whatIsForgottenIsConnectedToAnew() throws SQLException {
    var database = PostgresServer.newDatabase();
    var before = backend(database);
    pools.forget(settings(database));
    assertThat(pools.size()).isZero();
    assertThat(backend(database)).isNotEqualTo(before);
  }

  @Test
  void oneConnectionIsEnoughForTheFirstLook() throws SQLException {
    var there = settings(PostgresServer.newDatabase());
    try (var gate = new Gate(PostgresServer.port())) {
      pools.open(through(gate, there)).close();
      assertThat(gate.entered()).isEqualTo(1);
    }
  }

  @Test
  void whereOthersHoldConnectionsTheirEndIsWaitedFor() throws Exception {
    var busy = settings(PostgresServer.newDatabase());
    var first = pools.open(busy);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var second = pools.open(busy)) {
      var third = threads.submit(() -> pools.open(busy));
      assertThatThrownBy(() -> third.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(second.isValid(1)).isTrue();
      first.close();
      third.get().close();
    }
  }

  @Test
  void oneThatTakesTooLongIsBrokenOff() throws SQLException {
    try (var connection = pools.open(settings(PostgresServer.newDatabase()));
        var statement = connection.createStatement()) {
      var deadline = pools.breakOffAfter(Duration.ofMillis(50), connection);
      assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
          .isInstanceOf(SQLException.class);
      assertThat(deadline).isNotCancelled();
    }
  }

  @Test
  void whereNobodyAnswersThereIsNoPool() {
    var there = settings(PostgresServer.newDatabase());
    try (var gate = new Gate(PostgresServer.port())) {
      gate.shut();
      assertThatThrownBy(() -> pools.open(through(gate, there)))
          .isInstanceOfSatisfying(
              RevisorException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.DatabaseUnreachable));
    }
    assertThatThrownBy(() -> pools.open(there.withDatabase("not_there")))
        .isInstanceOfSatisfying(
            RevisorException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DatabaseNotFound));
    assertThat(pools.size()).isZero();
  }

  @Test
  void aRoleThatMayReadLittleIsEnough() throws SQLException {
    var database = PostgresServer.newDatabase();
    database.execute("CREATE ROLE modest LOGIN");
    database.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
    var modest = DatabaseUrl.parse(database.url()).withUser("modest");
    try (var connection = pools.open(ConnectionSettings.of(modest))) {
      var state =
          new HistoryReader(connection, VersionTable.DEFAULT).read(HistoryReader.Detail.ROWS);
      assertThat(state.server().systemIdentifier()).isEmpty();
      assertThat(state.versionRows()).isEmpty();
    }
  }

  @Test
  void aPoolThatNobodyAskedForAWhileIsClosed() throws SQLException {
    var lonely = PostgresServer.newDatabase();
    backend(lonely);
    now.set(now.get().plus(Duration.ofSeconds(31)));
    backend(PostgresServer.newDatabase());
    assertThat(pools.size()).isEqualTo(1);
    TestCluster.await("its connections end", () -> connections(lonely), "0"::equals);
  }

  @Test
  void oneThatIsInUseIsNot() throws SQLException {
    try (var connection = pools.open(settings(PostgresServer.newDatabase()))) {
      now.set(now.get().plus(Duration.ofHours(1)));
      backend(PostgresServer.newDatabase());
      assertThat(pools.size()).isEqualTo(2);
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  private String backend(TestDatabase database) throws SQLException {
    try (var connection = pools.open(settings(database));
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private static ConnectionSettings through(Gate gate, ConnectionSettings settings) {
    return new ConnectionSettings(
        List.of(new Host("localhost", gate.port())),
        settings.database(),
        settings.user(),
        settings.password(),
        settings.driver());
  }

  private static ConnectionSettings settings(TestDatabase database) {
    return ConnectionSettings.of(DatabaseUrl.parse(database.url()));
  }

  private static String connections(TestDatabase database) {
    return new TestDatabase("postgres")
        .value("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.name() + "'");
  }
}
