package dev.revisor.operator;

import dev.revisor.api.SchemaMigration;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The Jobs and pods that Revisor made, as two watches show them: each of them a moment late, and
/// not equally late.
record Workloads(
    InformerEventSource<Job, SchemaMigration> jobs,
    InformerEventSource<Pod, SchemaMigration> pods) {
  private static final String BY_JOB = "job";
  private static final String BY_UID = "uid";

  /// Two watches that begin with the controller.
  static Workloads watched(EventSourceContext<SchemaMigration> context) {
    var workloads =
        new Workloads(
            new InformerEventSource<>(ours(Job.class), context),
            new InformerEventSource<>(ours(Pod.class), context));
    workloads.pods.addIndexer(BY_JOB, Workloads::jobOf);
    workloads.jobs.addIndexer(BY_UID, Workloads::uidOf);
    return workloads;
  }

  /// Those of the controller that is at work.
  static Workloads of(Context<SchemaMigration> context) {
    var sources = context.eventSourceRetriever();
    return new Workloads(
        informer(sources.getEventSourceFor(Job.class)),
        informer(sources.getEventSourceFor(Pod.class)));
  }

  private static <R extends HasMetadata> InformerEventSource<R, SchemaMigration> informer(
      EventSource<R, SchemaMigration> source) {
    return (InformerEventSource<R, SchemaMigration>) source;
  }

  /// The Job of that name.
  Optional<Job> job(String namespace, String name) {
    return jobs.get(new ResourceID(name, namespace));
  }

  /// The pod of a Job.
  Optional<Pod> pod(String namespace, String job) {
    return pods.byIndex(BY_JOB, namespace + "/" + job).stream().findFirst();
  }

  /// Whether a run of the resource with that uid has not ended.
  boolean isAtWork(String uid) {
    return jobs.byIndex(BY_UID, uid).stream().anyMatch(job -> !JobReader.isOver(job));
  }

  private static List<String> uidOf(Job job) {
    var uid = job.getMetadata().getLabels().get(Labels.UID);
    return uid == null ? List.of() : List.of(uid);
  }

  private static List<String> jobOf(Pod pod) {
    var name = pod.getMetadata().getLabels().get(Labels.JOB);
    return name == null ? List.of() : List.of(pod.getMetadata().getNamespace() + "/" + name);
  }

  private static <R extends HasMetadata> InformerEventSourceConfiguration<R> ours(Class<R> kind) {
    return InformerEventSourceConfiguration.from(kind, SchemaMigration.class)
        .withLabelSelector(Labels.SELECTOR)
        .withSecondaryToPrimaryMapper(Workloads::resource)
        .withNamespacesInheritedFromController()
        .build();
  }

  /// By annotation, not by owner: a Job must outlive its resource. What looks at a database is no
  /// run, and concerns only who waits for it.
  private static Set<ResourceID> resource(HasMetadata object) {
    var metadata = object.getMetadata();
    var annotations = metadata.getAnnotations();
    var name = annotations == null ? null : annotations.get(Labels.NAME);
    return name == null || metadata.getLabels().containsKey(Labels.LOOK)
        ? Set.of()
        : Set.of(new ResourceID(name, metadata.getNamespace()));
  }
}
