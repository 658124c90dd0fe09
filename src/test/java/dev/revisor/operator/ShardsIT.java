package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.SchemaMigration;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two operators that share a namespace, each for the resources of its label: neither takes a
/// database from a resource that it does not see.
class ShardsIT {
  private static final TestCluster cluster = TestCluster.shared();
  private static KubernetesClient client;
  private static RunningOperator one;
  private static RunningOperator other;

  private final TestDatabase database = PostgresServer.newDatabase();

  @BeforeAll
  static void splitTheWork() {
    cluster.stopOperator();
    var admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(admin).withImpersonateUsername(TestCluster.OPERATOR).build())
            .build();
    one = RunningOperator.startFor(client, "shard=one");
    other = RunningOperator.startFor(client, "shard=other");
  }

  @AfterAll
  static void joinItAgain() {
    one.close();
    other.close();
    client.close();
    cluster.startOperator();
  }

  @Test
  void eachServesItsOwnAndLeavesTheDatabasesOfTheOther() {
    apply("first-shard", "one", "head");
    cluster.awaitReason("first-shard", "Succeeded");
    apply("second-shard", "other", "a1a1");
    assertThat(cluster.awaitReason("second-shard", "DatabaseClaimed").message())
        .contains("shop/first-shard")
        .contains(SchemaMigration.EXPIRE_CLAIM_ANNOTATION);
    assertThat(database.value("SELECT version_num FROM revisor.version")).isEqualTo("b2b2");

    var uid = cluster.get("first-shard").getMetadata().getUid();
    cluster.delete("first-shard");
    cluster.annotate("second-shard", SchemaMigration.EXPIRE_CLAIM_ANNOTATION, uid);
    cluster.awaitReason("second-shard", "Succeeded");
    assertThat(database.value("SELECT version_num FROM revisor.version")).isEqualTo("a1a1");
  }

  private void apply(String name, String shard, String target) {
    var sample =
        Sample.of(name, PostgresServer.port(), database.name()).target(target).allowDowngrade();
    cluster.apply(
        sample
            .yaml()
            .replace(
                "metadata: {name: " + name + "}",
                "metadata: {name: " + name + ", labels: {shard: " + shard + "}}"));
  }
}
