package dev.revisor.operator;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.operator.DatabaseReader.Look;
import dev.revisor.operator.DatabaseReader.Unreadable;
import dev.revisor.operator.DatabaseWatch.Question;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Looks at databases through Jobs that run `current`: the operator reads no Secret and connects to
/// nothing. A Job is there for one look, and is deleted when it has been read.
final class JobLooks implements Looks {
  /// A pod each.
  private static final int MOST_AT_ONCE = 32;

  private static final Duration PAUSE = Duration.ofMillis(500);

  /// A node may have to be made first; a look is repeated later in any case.
  private static final Duration LONGEST_UNSCHEDULED = Duration.ofSeconds(30);

  private final KubernetesClient kubernetes;
  private final JobDefaults defaults;
  private final Duration leastInterval;

  JobLooks(KubernetesClient kubernetes, JobDefaults defaults, Duration leastInterval) {
    this.kubernetes = kubernetes;
    this.defaults = defaults;
    this.leastInterval = leastInterval;
  }

  @Override
  public Duration leastInterval() {
    return leastInterval;
  }

  @Override
  public int mostAtOnce() {
    return MOST_AT_ONCE;
  }

  @Override
  public Look look(Question question) throws Unreadable {
    var told = question.lastResult();
    if (told.isPresent() && isRecent(question, told.get())) {
      return Sightings.of(told.get());
    }
    var identity = question.identity();
    var name = JobName.ofLook(identity, UUID.randomUUID().toString());
    create(question, name);
    try {
      return await(question, name);
    } finally {
      delete(identity.namespace(), name);
    }
  }

  /// What a run has just said of the rows need not be asked for again; of the schema it says
  /// nothing.
  private static boolean isRecent(Question question, RunResult result) {
    return question.place().onDrift() == PolicySpec.Drift.Ignore
        && Instant.now().isBefore(result.finishedAt().plus(question.interval()));
  }

  private void create(Question question, String name) throws Unreadable {
    var order =
        new JobFactory.Order(
            question.identity(),
            defaults.under(question.spec()),
            Grants.NONE,
            new Realm("", List.of()));
    try {
      kubernetes.resource(JobFactory.look(order, name)).create();
    } catch (KubernetesClientException e) {
      throw new Unreadable(
          Reason.QuotaExceeded,
          "the API server does not let the Job be made that looks at the database: "
              + (e.getStatus() == null ? "HTTP " + e.getCode() : e.getStatus().getMessage()));
    }
  }

  private Look await(Question question, String name) throws Unreadable {
    var begun = Instant.now();
    while (true) {
      pause();
      var waited = Duration.between(begun, Instant.now());
      var job = job(question.identity().namespace(), name).get();
      var pod = pod(question.identity().namespace(), name);
      var end = pod.flatMap(PodEnd::terminated);
      if (end.isPresent()) {
        return new Sightings(question, name).read(end.get());
      }
      var trouble = trouble(job, pod, waited);
      if (trouble.isPresent()) {
        throw new Unreadable(trouble.get().reason(), trouble.get().message());
      }
      if (job == null || JobReader.isOver(job)) {
        throw new Unreadable(
            Reason.Terminated, "Job " + name + ", which looked at the database, was taken away");
      }
    }
  }

  private static Optional<JobView.Trouble> trouble(
      @org.jspecify.annotations.Nullable Job job, Optional<Pod> pod, Duration waited) {
    if (job == null) {
      return Optional.empty();
    }
    if (pod.isEmpty()) {
      return JobReader.withoutPod(job, Instant.now());
    }
    return PodEnd.trouble(pod.get(), Instant.now())
        .filter(
            one ->
                one.reason() != Reason.Unschedulable || waited.compareTo(LONGEST_UNSCHEDULED) > 0);
  }

  private io.fabric8.kubernetes.client.dsl.ScalableResource<Job> job(
      String namespace, String name) {
    return kubernetes.batch().v1().jobs().inNamespace(namespace).withName(name);
  }

  private Optional<Pod> pod(String namespace, String job) {
    return kubernetes
        .pods()
        .inNamespace(namespace)
        .withLabel(Labels.JOB, job)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  private void delete(String namespace, String name) {
    job(namespace, name)
        .withPropagationPolicy(io.fabric8.kubernetes.api.model.DeletionPropagation.BACKGROUND)
        .delete();
  }

  private static void pause() throws Unreadable {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Unreadable(Reason.Terminated, "the operator ends");
    }
  }
}
