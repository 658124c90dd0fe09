package dev.revisor.operator;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// The Job controller, the scheduler and the kubelet in one, for Jobs of one container: makes pods,
/// pulls, mounts, runs them in this process, and reports as the real ones do.
final class FakeKubelet implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FakeKubelet.class);
  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final String JOB_NAME = "batch.kubernetes.io/job-name";

  private final KubernetesClient client;
  private final Images images;
  private final PodFiles files;
  private final JobStatusWriter statuses;
  private final Map<String, FakeContainer> containers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> passes;
  private volatile boolean schedules = true;
  private volatile boolean losesPods;
  private volatile Function<ContainerSetup, FakeContainer> runtime = CallContainer::start;

  FakeKubelet(KubernetesClient client, Images images, Path folder) {
    this.client = client;
    this.images = images;
    this.files = new PodFiles(client, folder);
    this.statuses = new JobStatusWriter(client);
    passes = clock.scheduleWithFixedDelay(this::pass, 0, PERIOD.toMillis(), MILLISECONDS);
  }

  /// From now on no node takes a pod, or one does again.
  void setSchedules(boolean value) {
    schedules = value;
  }

  /// From now on containers are processes, which can be killed.
  void useProcesses() {
    runtime = ProcessContainer::start;
  }

  /// From now on containers are calls.
  void useCalls() {
    runtime = CallContainer::start;
  }

  /// How many pods have been given a container so far.
  int started() {
    return containers.size();
  }

  /// Everything that containers printed.
  List<String> logs() {
    return containers.values().stream().map(FakeContainer::log).toList();
  }

  /// Whether the container of a Job has been started.
  boolean hasStarted(String job) {
    return containers.containsKey(job);
  }

  /// Kills the container of a Job.
  void kill(String job) {
    Objects.requireNonNull(containers.get(job)).kill();
  }

  /// From now on nothing is left of a pod whose container ends: its node goes with it.
  void losePods(boolean value) {
    losesPods = value;
  }

  @Override
  public void close() {
    passes.cancel(false);
    clock.shutdownNow();
  }

  private void pass() {
    try {
      var jobs = client.batch().v1().jobs().inAnyNamespace().list().getItems();
      jobs.forEach(this::advance);
      for (var pod : client.pods().inAnyNamespace().list().getItems()) {
        if (jobs.stream().noneMatch(job -> name(job).equals(jobOf(pod)))) {
          remove(pod);
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("the next pass will do it", e);
    }
  }

  private void advance(Job job) {
    if (JobStatusWriter.isFinished(job)) {
      return;
    }
    var pod = pod(name(job));
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      pod.ifPresentOrElse(this::remove, () -> statuses.suspended(job));
      return;
    }
    var container = containers.get(name(job));
    if (container != null) {
      container.exit().ifPresent(exit -> finish(job, pod, exit));
    } else if (pod.isEmpty()) {
      create(job);
    } else {
      launch(job, pod.get());
    }
  }

  private void create(Job job) {
    var template = job.getSpec().getTemplate();
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name(job) + "-x")
                .withNamespace(job.getMetadata().getNamespace())
                .withLabels(template.getMetadata().getLabels())
                .addToLabels(JOB_NAME, name(job))
                .withAnnotations(template.getMetadata().getAnnotations())
                .endMetadata()
                .withSpec(template.getSpec())
                .build())
        .create();
  }

  private void launch(Job job, Pod pod) {
    if (!schedules) {
      statuses.unschedulable(pod, "0/1 nodes are available");
      return;
    }
    var image = images.pull(pod.getSpec().getContainers().getFirst().getImage());
    if (image.isEmpty()) {
      statuses.waiting(pod, "ImagePullBackOff", "Back-off pulling image: not found");
      return;
    }
    try {
      var root = files.mount(pod);
      if (root.isEmpty()) {
        statuses.unmounted(pod);
        return;
      }
      statuses.running(pod);
      containers.put(name(job), runtime.apply(new ContainerSetup(root.get(), image.get(), pod)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finish(Job job, Optional<Pod> pod, FakeContainer.Exit exit) {
    if (losesPods) {
      pod.ifPresent(found -> client.resource(found).withGracePeriod(0).delete());
    } else {
      pod.ifPresent(found -> statuses.terminated(found, exit));
    }
    statuses.finished(job, exit);
  }

  private void remove(Pod pod) {
    var container = containers.get(jobOf(pod));
    if (container != null) {
      container.terminate();
    }
    client.resource(pod).withGracePeriod(0).delete();
  }

  private Optional<Pod> pod(String job) {
    return client.pods().inAnyNamespace().withLabel(JOB_NAME, job).list().getItems().stream()
        .findFirst();
  }

  private static String jobOf(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault(JOB_NAME, "");
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
