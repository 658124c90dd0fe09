package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationSpec;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {
  private static final JobDefaults DEFAULTS =
      JobDefaults.parse(
          """
          {"imagePullSecrets": [{"name": "registry"}], "priorityClassName": "migrations",
           "resources": {"limits": {"memory": "1Gi"}}, "nodeSelector": {"pool": "batch"},
           "tolerations": [{"key": "batch", "operator": "Exists"}],
           "affinity": {"nodeAffinity": {}}}
          """);

  @Test
  void theyAreThereWhereTheSpecSaysNothing() {
    var pod = pod("{}");
    assertThat(pod.getImagePullSecrets().getFirst().getName()).isEqualTo("registry");
    assertThat(pod.getPriorityClassName()).isEqualTo("migrations");
    assertThat(memory(pod)).hasToString("1Gi");
    assertThat(pod.getNodeSelector()).containsEntry("pool", "batch");
    assertThat(pod.getTolerations().getFirst().getKey()).isEqualTo("batch");
    assertThat(pod.getAffinity().getNodeAffinity()).isNotNull();
  }

  @Test
  void theSpecComesFirst() {
    var pod =
        pod(
            "{priorityClassName: mine, nodeSelector: {pool: mine}, tolerations: [],"
                + " resources: {limits: {memory: 64Mi}}}");
    assertThat(pod.getPriorityClassName()).isEqualTo("mine");
    assertThat(pod.getNodeSelector()).containsEntry("pool", "mine");
    assertThat(pod.getTolerations()).isEmpty();
    assertThat(memory(pod)).hasToString("64Mi");
  }

  @Test
  void noneChangesNothing() {
    var spec = spec("{}");
    assertThat(JobDefaults.NONE.under(spec)).isSameAs(spec);
    assertThat(JobDefaults.parse("{}")).isEqualTo(JobDefaults.NONE);
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobDefaults.parse("{\"priorityClas\": \"x\"}"))
        .withMessageContaining("priorityClas");
    assertThatIllegalArgumentException().isThrownBy(() -> JobDefaults.parse("no JSON"));
  }

  private static @Nullable Quantity memory(PodSpec pod) {
    return pod.getContainers().getFirst().getResources().getLimits().get("memory");
  }

  private static PodSpec pod(String settings) {
    var order =
        new JobFactory.Order(
            Observations.SHOP,
            DEFAULTS.under(spec(settings)),
            Grants.NONE,
            new Realm("c1", List.of("*")));
    return SentJob.of(order, 1, new RunKey("g", "a")).getSpec().getTemplate().getSpec();
  }

  private static SchemaMigrationSpec spec(String settings) {
    return Serialization.unmarshal(
            """
            apiVersion: revisor.dev/v1alpha1
            kind: SchemaMigration
            metadata: {name: shop}
            spec:
              database: {url: "postgresql://db/shop", credentials: {secretName: db}}
              migrations: {image: "shop:1"}
              target: head
              jobTemplate: {spec: %s}
            """
                .formatted(settings),
            SchemaMigration.class)
        .getSpec();
  }
}
