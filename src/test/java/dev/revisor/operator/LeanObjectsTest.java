package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class LeanObjectsTest {
  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "p", "labels": {"a": "b"}, "managedFields": [{"manager": "m"}]},
       "spec": {
         "containers": [{"name": "revisor", "image": "i", "env": [{"name": "E", "value": "v"}]}],
         "volumes": [{"name": "tmp", "emptyDir": {}}]},
       "status": {"podIP": "10.0.0.1", "containerStatuses": [{"name": "revisor", "image": "i"}]}}
      """;

  @Test
  void readsOfAPodWhatItLooksAt() {
    var pod = RunningOperator.serialization().unmarshal(POD, Pod.class);
    assertThat(pod.getMetadata().getLabels()).containsEntry("a", "b");
    assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    assertThat(pod.getSpec()).isNull();
    assertThat(pod.getStatus().getPodIP()).isNull();
    assertThat(pod.getStatus().getContainerStatuses().getFirst().getImage()).isEqualTo("i");
  }

  @Test
  void writesAJobWhole() {
    var pod = new KubernetesSerialization().unmarshal(POD, Pod.class);
    var job =
        new JobBuilder()
            .withNewSpec()
            .withNewTemplate()
            .withSpec(pod.getSpec())
            .endTemplate()
            .endSpec()
            .build();
    var text = RunningOperator.serialization().asJson(job);
    assertThat(text).contains("\"volumes\"", "\"emptyDir\"", "\"E\"");
    assertThat(RunningOperator.serialization().unmarshal(text, Job.class).getSpec().getTemplate())
        .isNull();
  }
}
