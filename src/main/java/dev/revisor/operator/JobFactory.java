package dev.revisor.operator;

import dev.revisor.api.JobTemplateSpec;
import dev.revisor.api.SchemaMigrationSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
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
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Job of a run, from the spec alone. Its pod satisfies the restricted Pod Security standard,
/// has no service-account token, and gets secrets as files only. The Job has no owner: a deleted
/// resource must not take a running migration with it.
final class JobFactory {
  static final String CONTAINER = "revisor";
  private static final long USER = 65532;

  /// After the usual cleaning by `spec.jobHistoryLimit`, for Jobs whose resource is gone.
  private static final Duration KEPT_AT_MOST = Duration.ofDays(7);

  /// For the runner to finish its statement or to roll back.
  private static final long GRACE_SECONDS = 30;

  private final Observation.Identity identity;
  private final SchemaMigrationSpec spec;
  private final Grants grants;
  private final Realm realm;
  private final JobTemplateSpec.PodSettings settings;
  private final DatabaseFiles database;

  /// For whom, for what, and with whose leave.
  record Order(
      Observation.Identity identity, SchemaMigrationSpec spec, Grants grants, Realm realm) {}

  private JobFactory(Order order) {
    this.identity = order.identity();
    this.spec = order.spec();
    this.grants = order.grants();
    this.realm = order.realm();
    this.settings = JobTemplateSpec.settings(spec.jobTemplate());
    this.database = new DatabaseFiles(spec.database());
  }

  static Job desired(Order order, long run, RunKey key) {
    return new JobFactory(order).job(run, key);
  }

  private Job job(long run, RunKey key) {
    var name = JobName.of(identity, run);
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(identity.namespace())
        .withLabels(labels(run))
        .withAnnotations(annotations(key))
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withCompletions(1)
        .withParallelism(1)
        .withPodReplacementPolicy("Failed")
        .withActiveDeadlineSeconds(
            Math.max(1, spec.policyOrDefault().deadlineOrDefault().toSeconds()))
        .withTtlSecondsAfterFinished((int) KEPT_AT_MOST.toSeconds())
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels(run))
        .withAnnotations(podAnnotations(key))
        .endMetadata()
        .withSpec(pod(name))
        .endTemplate()
        .endSpec()
        .build();
  }

  private Map<String, String> labels(long run) {
    var labels = new TreeMap<String, String>();
    var metadata = spec.jobTemplate() == null ? null : spec.jobTemplate().metadata();
    if (metadata != null && metadata.labels() != null) {
      labels.putAll(metadata.labels());
    }
    labels.put(Labels.MANAGED_BY, Labels.REVISOR);
    labels.put(Labels.NAME, shortened(identity.name()));
    labels.put(Labels.UID, identity.uid());
    labels.put(Labels.RUN, Long.toString(run));
    return labels;
  }

  /// A label's value has at most 63 characters; the uid tells apart what this makes alike.
  private static String shortened(String name) {
    return name.length() <= 63 ? name : name.substring(0, 62) + "x";
  }

  private Map<String, String> annotations(RunKey key) {
    var annotations = new TreeMap<String, String>();
    var metadata = spec.jobTemplate() == null ? null : spec.jobTemplate().metadata();
    if (metadata != null && metadata.annotations() != null) {
      annotations.putAll(metadata.annotations());
    }
    annotations.put(Labels.KEY, key.toString());
    annotations.put(Labels.NAME, identity.name());
    return annotations;
  }

  /// A migration is not moved elsewhere to save a node.
  private Map<String, String> podAnnotations(RunKey key) {
    var annotations = annotations(key);
    annotations.putIfAbsent("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
    annotations.putIfAbsent("karpenter.sh/do-not-disrupt", "true");
    return annotations;
  }

  private PodSpec pod(String runId) {
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
        .withArgs(arguments())
        .withEnv(environment(runId))
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

  /// What an older runner knows too, but for what the spec asks of a newer one: such a runner
  /// refuses to run rather than to leave it out.
  private List<String> arguments() {
    var arguments = new ArrayList<>(List.of("apply"));
    arguments.addAll(spec.allTargets());
    arguments.addAll(List.of("-d", spec.migrations().pathOrDefault(), "-o", "json"));
    var policy = spec.policyOrDefault();
    if (policy.allowsDowngrade()) {
      arguments.add("--allow-downgrade");
    }
    switch (policy.approvalOrDefault()) {
      case Never -> {}
      case Always -> option(arguments, "--approval", "always");
      case Destructive -> option(arguments, "--approval", "destructive");
    }
    grants.approvals().forEach(hash -> option(arguments, "--approve", hash));
    switch (policy.driftOrDefault()) {
      case Ignore -> option(arguments, "--drift", "ignore");
      case Report -> {}
      case Block -> option(arguments, "--drift", "block");
    }
    if (!grants.acceptedDrift().isEmpty()) {
      option(arguments, "--accept-drift", grants.acceptedDrift());
    }
    switch (policy.lintOrDefault()) {
      case Off -> {}
      case Warn -> option(arguments, "--lint", "warn");
      case Enforce -> option(arguments, "--lint", "enforce");
    }
    if (policy.rehearses()) {
      arguments.add("--rehearse");
    }
    option(arguments, "--baseline", policy.baseline());
    option(arguments, "--lock-timeout", policy.lockTimeout());
    option(arguments, "--statement-timeout", policy.statementTimeout());
    option(arguments, "--version-table", spec.database().versionTable());
    option(arguments, "--role", spec.database().role());
    new TreeMap<>(spec.parametersOrEmpty())
        .forEach((name, value) -> arguments.addAll(List.of("-x", name + "=" + value)));
    return arguments;
  }

  private static void option(
      List<String> arguments, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      arguments.addAll(List.of(name, value));
    }
  }

  private List<EnvVar> environment(String runId) {
    var variables = new ArrayList<>(database.variables());
    variables.add(variable("REVISOR_RUN_ID", runId));
    variables.add(variable("REVISOR_REQUESTER", identity.toString()));
    variables.add(variable("REVISOR_IMAGE", spec.migrations().image()));
    variables.add(
        variable(
            "REVISOR_CLAIM", realm.cluster() + "/" + identity.toString() + "/" + identity.uid()));
    variables.add(variable("REVISOR_CLAIM_REALM", String.join(",", realm.namespaces())));
    if (!grants.expiredClaim().isEmpty()) {
      variables.add(variable("REVISOR_CLAIM_EXPIRED", grants.expiredClaim()));
    }
    if (settings.env() != null) {
      variables.addAll(settings.env());
    }
    return variables;
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
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
