package dev.revisor.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

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
        .addMixIn(PodSpec.class, LeanPod.class)
        .addMixIn(Container.class, LeanContainer.class)
        .addMixIn(ContainerStatus.class, LeanContainerStatus.class);
  }

  @JsonIgnoreProperties(
      value = {"managedFields"},
      allowGetters = true)
  private interface LeanMeta {}

  @JsonIgnoreProperties(
      value = {"template", "podFailurePolicy"},
      allowGetters = true)
  private interface LeanJob {}

  @JsonIgnoreProperties(
      value = {
        "affinity",
        "imagePullSecrets",
        "initContainers",
        "nodeSelector",
        "securityContext",
        "tolerations",
        "topologySpreadConstraints",
        "volumes"
      },
      allowGetters = true)
  private interface LeanPod {}

  @JsonIgnoreProperties(
      value = {"args", "command", "env", "envFrom", "resources", "securityContext", "volumeMounts"},
      allowGetters = true)
  private interface LeanContainer {}

  @JsonIgnoreProperties(
      value = {"allocatedResources", "resources", "user", "volumeMounts"},
      allowGetters = true)
  private interface LeanContainerStatus {}
}
