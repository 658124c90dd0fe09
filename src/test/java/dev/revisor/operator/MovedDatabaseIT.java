package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// A database whose name leads to another server one day: after a failover, a restore, a move.
class MovedDatabaseIT {
  private final TestCluster cluster = TestCluster.shared();

  @Test
  void theOtherServerIsRecognisedReadAfreshAndMigrated() throws IOException, SQLException {
    var here = new TestDatabase("postgres");
    here.execute("CREATE DATABASE moving");
    try (var there = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        var gate = new Gate(PostgresServer.port())) {
      sql(there, "postgres", "CREATE DATABASE moving");
      cluster.apply(Sample.of("moving", gate.port(), "moving"));
      cluster.awaitReason("moving", "Succeeded");
      var before = systemIdentifier();

      gate.leadTo(there.getPort());

      TestCluster.await("another database", this::systemIdentifier, id -> !id.equals(before));
      cluster.awaitReason("moving", "Succeeded");
      assertThat(sql(there, "moving", "SELECT version_num FROM revisor.version")).isEqualTo("b2b2");
      assertThat(cluster.events("moving"))
          .extracting(event -> event.getReason())
          .contains("DatabaseChanged");
      cluster.delete("moving");
    }
  }

  private String systemIdentifier() {
    var database = cluster.get("moving").getStatus().database();
    return database == null ? "" : String.valueOf(database.systemIdentifier());
  }

  private static String sql(EmbeddedPostgres server, String database, String sql)
      throws SQLException {
    try (var connection = server.getDatabase("postgres", database).getConnection();
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (var rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
