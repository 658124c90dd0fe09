package dev.revisor.operator;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.operator.DatabaseReader.Look;
import dev.revisor.operator.DatabaseReader.Unreadable;
import dev.revisor.operator.DatabaseWatch.Question;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Looks at databases through Jobs that run `current`: the operator reads no Secret and connects to
/// nothing. A Job is there for one look, and is deleted when it has been read.
final class JobLooks implements Looks {
  private static final Logger LOG = Logger.getLogger(JobLooks.class);

  /// A pod each.
  private static final int MOST_AT_ONCE = 32;

  /// Between two looks into what the watches have brought.
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// The watch of Jobs may tell of an end before the watch of pods does, and of a Job not at once;
  /// then the API server is asked.
  private static final Duration WATCHES_ARE_LATE = Duration.ofSeconds(2);

  /// A node may have to be made first; a look is repeated later in any case.
  private static final Duration LONGEST_UNSCHEDULED = Duration.ofSeconds(30);

  /// An image may have to be pulled first.
  private static final Duration LONGEST_AWAITED = Duration.ofMinutes(1);

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
  public Duration longestAwaited() {
    return LONGEST_AWAITED;
  }

  @Override
  public Look look(Question question, Workloads workloads) throws Unreadable {
    var told = question.lastResult();
    if (told.isPresent() && isRecent(question, told.get())) {
      return Sightings.of(told.get());
    }
    var identity = question.identity();
    var name = JobName.ofLook(identity, UUID.randomUUID().toString());
    create(question, name);
    try {
      return await(question, workloads, name);
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
      if (!ApiAnswer.isRefusal(e)) {
        throw e;
      }
      throw new Unreadable(
          Reason.QuotaExceeded,
          "the Job that looks at the database may not be made: " + ApiAnswer.of(e));
    }
  }

  private Look await(Question question, Workloads workloads, String name) throws Unreadable {
    var namespace = question.identity().namespace();
    var begun = Instant.now();
    var lastAtWork = begun;
    while (true) {
      pause();
      var now = Instant.now();
      var job = workloads.job(namespace, name);
      var pod = workloads.pod(namespace, name);
      if (isAtWork(job)) {
        lastAtWork = now;
      } else if (now.isAfter(lastAtWork.plus(WATCHES_ARE_LATE))) {
        job = Optional.ofNullable(job(namespace, name).get());
        pod = askForPod(namespace, name);
        lastAtWork = isAtWork(job) ? now : Instant.MIN;
      }
      var end = pod.flatMap(PodEnd::terminated);
      if (end.isPresent()) {
        return new Sightings(question, name).read(end.get());
      }
      if (lastAtWork == Instant.MIN) {
        throw new Unreadable(
            Reason.Terminated, "Job " + name + ", which looked at the database, was taken away");
      }
      var trouble = trouble(job, pod, Duration.between(begun, now));
      if (trouble.isPresent()) {
        throw new Unreadable(trouble.get().reason(), trouble.get().message());
      }
    }
  }

  private static boolean isAtWork(Optional<Job> job) {
    return job.filter(one -> !JobReader.isOver(one)).isPresent();
  }

  private static Optional<JobView.Trouble> trouble(
      Optional<Job> job, Optional<Pod> pod, Duration waited) {
    if (pod.isEmpty()) {
      return job.flatMap(one -> JobReader.withoutPod(one, Instant.now()));
    }
    return PodEnd.trouble(pod.get(), Instant.now())
        .filter(
            one ->
                one.reason() != Reason.Unschedulable || waited.compareTo(LONGEST_UNSCHEDULED) > 0);
  }

  private ScalableResource<Job> job(String namespace, String name) {
    return kubernetes.batch().v1().jobs().inNamespace(namespace).withName(name);
  }

  private Optional<Pod> askForPod(String namespace, String job) {
    return kubernetes
        .pods()
        .inNamespace(namespace)
        .withLabel(Labels.JOB, job)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  /// What the look has seen is worth more than that its Job goes; otherwise it goes by itself.
  private void delete(String namespace, String name) {
    try {
      job(namespace, name).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    } catch (KubernetesClientException e) {
      LOG.infof("Job %s stays for some minutes: %s", name, ApiAnswer.of(e));
    }
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
