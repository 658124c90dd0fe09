package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// The whole loop: a real API server, the operator, the real command line, a real PostgreSQL.
class ReconcileIT {
  private static TestCluster cluster;
  private TestDatabase database;
  private String name;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    cluster.putSecret("db", "postgres", "secret-word");
    cluster
        .images()
        .push(
            "shop:1",
            "a1.sql",
            Images.table("a1a1", "", "first"),
            "b2.sql",
            Images.table("b2b2", "a1a1", "second"));
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @BeforeEach
  void aDatabase(TestInfo test) {
    database = PostgresServer.newDatabase();
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
  }

  @Test
  void anEmptyDatabaseComesToHead() {
    cluster.apply(migration("shop:1", "head", "Deny"));
    var ready = cluster.awaitReason(name, "Succeeded");
    assertThat(ready.status()).isEqualTo(Condition.Status.True);
    assertThat(database.list("SELECT version_num FROM revisor.version")).containsExactly("b2b2");
    var status = cluster.get(name).getStatus();
    assertThat(status.currentRevisions()).containsExactly("b2b2");
    assertThat(status.targetRevisions()).containsExactly("b2b2");
    assertThat(status.pending()).isZero();
  }

  private String migration(String image, String target, String downgrade) {
    return """
    apiVersion: revisor.dev/v1alpha1
    kind: SchemaMigration
    metadata: {name: %s}
    spec:
      database:
        url: postgresql://localhost:%d/%s
        credentials: {secretName: db}
      migrations: {image: "%s"}
      target: "%s"
      observeInterval: 1s
      policy: {downgrade: %s}
    """
        .formatted(name, PostgresServer.port(), database.name(), image, target, downgrade);
  }
}
