package dev.revisor.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/// What the operator does not look at is not read: of a thousand resources it holds thousands of
/// Jobs and pods in memory, and most of each would be who owns which field, and what we wrote into
/// it ourselves. Writing is as ever; a change is sent as a patch, so that what was not read stays.
@Singleton
public class LeanObjects implements KubernetesClientObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .addMixIn(ObjectMeta.class, LeanMeta.class)
        .addMixIn(JobSpec.class, LeanJob.class)
        .addMixIn(JobStatus.class, LeanJobStatus.class)
        .addMixIn(Pod.class, LeanPod.class)
        .addMixIn(PodStatus.class, LeanPodStatus.class)
        .addMixIn(ContainerStatus.class, LeanContainerStatus.class);
  }

  /// Of all kinds that there are in Kubernetes, those that are read without being asked for by
  /// their type: what watches bring. To know the others takes their classes.
  @Produces
  @Singleton
  static KubernetesSerialization serialization(@KubernetesClientObjectMapper ObjectMapper mapper) {
    var serialization = new KubernetesSerialization(mapper, false);
    List.of(SchemaMigration.class, Job.class, Pod.class, Status.class)
        .forEach(serialization::registerKubernetesResource);
    return serialization;
  }

  @JsonIgnoreProperties(
      value = {"managedFields", "ownerReferences"},
      allowGetters = true)
  private interface LeanMeta {}

  @JsonIgnoreProperties(
      value = {
        "activeDeadlineSeconds",
        "backoffLimit",
        "completionMode",
        "completions",
        "manualSelector",
        "parallelism",
        "podFailurePolicy",
        "podReplacementPolicy",
        "selector",
        "template",
        "ttlSecondsAfterFinished"
      },
      allowGetters = true)
  private interface LeanJob {}

  @JsonIgnoreProperties(
      value = {"uncountedTerminatedPods"},
      allowGetters = true)
  private interface LeanJobStatus {}

  @JsonIgnoreProperties(
      value = {"spec"},
      allowGetters = true)
  private interface LeanPod {}

  @JsonIgnoreProperties(
      value = {"hostIP", "hostIPs", "initContainerStatuses", "podIP", "podIPs", "qosClass"},
      allowGetters = true)
  private interface LeanPodStatus {}

  @JsonIgnoreProperties(
      value = {
        "allocatedResources",
        "containerID",
        "lastState",
        "resources",
        "user",
        "volumeMounts"
      },
      allowGetters = true)
  private interface LeanContainerStatus {}
}
