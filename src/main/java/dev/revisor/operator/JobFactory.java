package dev.revisor.operator;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.SchemaMigrationSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Jobs of a resource, from the spec alone: those that migrate, and those that look. A Job has
/// no owner: a deleted resource must not take a running migration with it.
final class JobFactory {
  /// After the usual cleaning by `spec.jobHistoryLimit`, for Jobs whose resource is gone.
  private static final Duration KEPT_AT_MOST = Duration.ofDays(7);

  /// A look takes seconds; what does not end by then is stopped.
  static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

  /// Looks are deleted as soon as they are read; this is for those that nobody reads any more.
  private static final Duration LOOK_KEPT = Duration.ofMinutes(5);

  private final Observation.Identity identity;
  private final SchemaMigrationSpec spec;
  private final Grants grants;
  private final Realm realm;

  /// For whom, for what, and with whose leave.
  record Order(
      Observation.Identity identity, SchemaMigrationSpec spec, Grants grants, Realm realm) {}

  private JobFactory(Order order) {
    this.identity = order.identity();
    this.spec = order.spec();
    this.grants = order.grants();
    this.realm = order.realm();
  }

  static Job desired(Order order, long run, RunKey key) {
    return new JobFactory(order).run(run, key);
  }

  /// A Job that looks at the database, and changes nothing. It is no run, and is not watched.
  static Job look(Order order, String name) {
    return new JobFactory(order).look(name);
  }

  private Job run(long run, RunKey key) {
    var name = JobName.of(identity, run);
    var labels = labels(Map.of(Labels.UID, identity.uid(), Labels.RUN, Long.toString(run)));
    var annotations = annotations();
    annotations.put(Labels.KEY, key.toString());
    var pod = new JobPod(spec).running(new JobArguments(spec, grants).apply(), variables(name));
    return job(
        name, labels, annotations, pod, spec.policyOrDefault().deadlineOrDefault(), KEPT_AT_MOST);
  }

  private Job look(String name) {
    var drift = spec.policyOrDefault().driftOrDefault();
    var seen =
        JobPod.variable("REVISOR_SIGHTING", drift == PolicySpec.Drift.Ignore ? "rows" : "schema");
    var pod = new JobPod(spec).running(new JobArguments(spec, grants).current(), List.of(seen));
    var labels = labels(Map.of(Labels.LOOK, identity.uid()));
    return job(name, labels, annotations(), pod, LONGEST_LOOK, LOOK_KEPT);
  }

  private Job job(
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      Fields pod,
      Duration deadline,
      Duration kept) {
    var template =
        new Fields()
            .with(
                "metadata",
                new Fields()
                    .with("labels", labels)
                    .with("annotations", podAnnotations(annotations)))
            .with("spec", pod);
    var job = new Job();
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(identity.namespace())
            .withLabels(labels)
            .withAnnotations(annotations)
            .build());
    job.setAdditionalProperty(
        "spec",
        new Fields()
            .with("backoffLimit", 0)
            .with("completions", 1)
            .with("parallelism", 1)
            .with("podReplacementPolicy", "Failed")
            .with("podFailurePolicy", failures())
            .with("activeDeadlineSeconds", Math.max(1, deadline.toSeconds()))
            .with("ttlSecondsAfterFinished", kept.toSeconds())
            .with("template", template));
    return job;
  }

  /// A run that fails ends its Job, whose condition then says with which exit code. Nothing is
  /// ignored: a pod that a Job starts anew by itself would be a run that nobody decided on.
  private static Fields failures() {
    var failed =
        new Fields()
            .with("containerName", JobPod.CONTAINER)
            .with("operator", "NotIn")
            .with("values", List.of(0));
    var rule = new Fields().with("action", "FailJob").with("onExitCodes", failed);
    return new Fields().with("rules", List.of(rule));
  }

  private Map<String, String> labels(Map<String, String> own) {
    var labels = new TreeMap<String, String>();
    var metadata = spec.jobTemplate() == null ? null : spec.jobTemplate().metadata();
    if (metadata != null && metadata.labels() != null) {
      labels.putAll(metadata.labels());
    }
    labels.put(Labels.MANAGED_BY, Labels.REVISOR);
    labels.put(Labels.NAME, shortened(identity.name()));
    labels.putAll(own);
    return labels;
  }

  /// A label's value has at most 63 characters; the uid tells apart what this makes alike.
  private static String shortened(String name) {
    return name.length() <= 63 ? name : name.substring(0, 62) + "x";
  }

  private Map<String, String> annotations() {
    var annotations = new TreeMap<String, String>();
    var metadata = spec.jobTemplate() == null ? null : spec.jobTemplate().metadata();
    if (metadata != null && metadata.annotations() != null) {
      annotations.putAll(metadata.annotations());
    }
    annotations.put(Labels.NAME, identity.name());
    return annotations;
  }

  /// A migration is not moved elsewhere to save a node.
  private static Map<String, String> podAnnotations(Map<String, String> ofTheJob) {
    var annotations = new TreeMap<>(ofTheJob);
    annotations.putIfAbsent("cluster-autoscaler.kubernetes.io/safe-to-evict", "false");
    annotations.putIfAbsent("karpenter.sh/do-not-disrupt", "true");
    return annotations;
  }

  private List<Fields> variables(String runId) {
    var variables = new ArrayList<Fields>();
    variables.add(JobPod.variable("REVISOR_RUN_ID", runId));
    variables.add(JobPod.variable("REVISOR_REQUESTER", identity.toString()));
    variables.add(JobPod.variable("REVISOR_IMAGE", spec.migrations().image()));
    variables.add(
        JobPod.variable(
            "REVISOR_CLAIM", realm.cluster() + "/" + identity.toString() + "/" + identity.uid()));
    if (!realm.namespaces().isEmpty()) {
      variables.add(JobPod.variable("REVISOR_CLAIM_REALM", String.join(",", realm.namespaces())));
    }
    if (!grants.expiredClaim().isEmpty()) {
      variables.add(JobPod.variable("REVISOR_CLAIM_EXPIRED", grants.expiredClaim()));
    }
    return variables;
  }
}
