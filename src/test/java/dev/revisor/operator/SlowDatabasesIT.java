package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.DatabaseSpec;
import dev.revisor.api.PolicySpec;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.Layout;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Databases that do not answer hold up nobody but who asks them.
class SlowDatabasesIT {
  /// More than may read schemas at once.
  private static final int STUCK = 5;

  /// Read by whoever asks whether a schema has changed, and by nobody before.
  private static final String STOP = "LOCK TABLE pg_policy IN ACCESS EXCLUSIVE MODE";

  private final KubernetesClient kubernetes = new KubernetesClientBuilder().build();
  private final ConnectionPools pools = new ConnectionPools();
  private final DatabaseReader reader = new DatabaseReader(kubernetes, pools);

  @AfterEach
  void close() {
    pools.close();
    kubernetes.close();
  }

  @Test
  void manyThatDoNotSayWhetherTheirSchemasChangedDoNotDelayAnother() throws Exception {
    var another = migrated();
    var stops = new ArrayList<Connection>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stuck = new ArrayList<Future<DatabaseReader.Look>>();
      for (int i = 0; i < STUCK; i++) {
        var database = migrated();
        stops.add(stopped(database));
        stuck.add(threads.submit(() -> look(database)));
        TestCluster.await("it is asked", () -> waiting(database), "1"::equals);
      }
      assertThat(look(another).state().versionRows()).isEmpty();
      assertThat(stuck).noneMatch(Future::isDone);
    } finally {
      for (var stop : stops) {
        stop.close();
      }
    }
  }

  private DatabaseReader.Look look(TestDatabase database) throws DatabaseReader.Unreadable {
    var spec = new DatabaseSpec(database.url(), null, null, null, null, null);
    return reader.look(
        new DatabaseReader.Place("prod", spec, "", Optional.empty(), PolicySpec.Drift.Report));
  }

  private static TestDatabase migrated() throws SQLException {
    var database = PostgresServer.newDatabase();
    try (var connection = database.connect()) {
      Layout.ensure(connection, VersionTable.DEFAULT);
    }
    return database;
  }

  private static Connection stopped(TestDatabase database) throws SQLException {
    var connection = database.connect();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(STOP);
    }
    return connection;
  }

  private static String waiting(TestDatabase database) {
    return new TestDatabase("postgres")
        .value(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '"
                + database.name()
                + "'");
  }
}
