package dev.revisor.operator;

import dev.revisor.api.JobTemplateSpec;
import dev.revisor.api.SchemaMigrationSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;

/// The pod of a Job, from the spec. It satisfies the restricted Pod Security standard, has no
/// service-account token, and gets secrets as files only.
final class JobPod {
  static final String CONTAINER = "revisor";
  private static final long USER = 65532;

  /// For the runner to finish its statement or to roll back.
  private static final long GRACE_SECONDS = 30;

  private final SchemaMigrationSpec spec;
  private final JobTemplateSpec.PodSettings settings;
  private final DatabaseFiles database;

  JobPod(SchemaMigrationSpec spec) {
    this.spec = spec;
    this.settings = JobTemplateSpec.settings(spec.jobTemplate());
    this.database = new DatabaseFiles(spec.database());
  }

  /// @param variables beside those that say where the database is
  PodSpec running(List<String> arguments, List<EnvVar> variables) {
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withServiceAccountName(settings.serviceAccountName())
        .withPriorityClassName(settings.priorityClassName())
        .withNodeSelector(settings.nodeSelector())
        .withTolerations(settings.tolerations() == null ? List.of() : settings.tolerations())
        .withAffinity(settings.affinity())
        .withImagePullSecrets(
            spec.migrations().pullSecrets().stream()
                .map(secret -> new LocalObjectReference(secret.name()))
                .toList())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName(CONTAINER)
        .withImage(spec.migrations().image())
        .withImagePullPolicy(pullPolicy())
        .withArgs(arguments)
        .withEnv(environment(variables))
        .withResources(resources())
        .withTerminationMessagePath("/dev/termination-log")
        .withTerminationMessagePolicy("File")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(mounts())
        .endContainer()
        .withVolumes(volumes())
        .build();
  }

  private @org.jspecify.annotations.Nullable String pullPolicy() {
    var policy = spec.migrations().imagePullPolicy();
    return policy == null ? null : policy.name();
  }

  private List<EnvVar> environment(List<EnvVar> variables) {
    var all = new ArrayList<>(database.variables());
    all.addAll(variables);
    if (settings.env() != null) {
      all.addAll(settings.env());
    }
    return all;
  }

  private ResourceRequirements resources() {
    if (settings.resources() != null) {
      return settings.resources();
    }
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("96Mi"))
        .addToLimits("memory", new Quantity("256Mi"))
        .build();
  }

  private List<VolumeMount> mounts() {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(new VolumeMountBuilder().withName("tmp").withMountPath("/tmp").build());
    mounts.addAll(database.mounts());
    return mounts;
  }

  private List<Volume> volumes() {
    var volumes = new ArrayList<Volume>();
    volumes.add(new VolumeBuilder().withName("tmp").withNewEmptyDir().endEmptyDir().build());
    volumes.addAll(database.volumes());
    return volumes;
  }
}
