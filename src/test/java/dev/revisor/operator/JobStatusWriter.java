package dev.revisor.operator;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the status of pods and Jobs in the words of the kubelet and of the Job controller.
final class JobStatusWriter {
  private static final String SANDBOX = "PodReadyToStartContainers";

  private final KubernetesClient client;

  JobStatusWriter(KubernetesClient client) {
    this.client = client;
  }

  static boolean isFinished(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(one -> one.getType().equals("Complete") || one.getType().equals("Failed"));
  }

  void unschedulable(Pod pod, String message) {
    var condition =
        pod.getStatus().getConditions().stream()
            .filter(one -> "Unschedulable".equals(one.getReason()))
            .findFirst();
    if (condition.isEmpty()) {
      pod.setStatus(
          new PodStatusBuilder()
              .withPhase("Pending")
              .addNewCondition()
              .withType("PodScheduled")
              .withStatus("False")
              .withReason("Unschedulable")
              .withMessage(message)
              .endCondition()
              .build());
      client.resource(pod).updateStatus();
    }
  }

  void waiting(Pod pod, String reason, @Nullable String message) {
    var state =
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason(reason)
            .withMessage(message)
            .endWaiting()
            .build();
    write(pod, "Pending", state);
  }

  /// Its volumes cannot be mounted: a kubelet comes no further, and names the cause in Events
  /// alone.
  void unmounted(Pod pod) {
    waiting(pod, "ContainerCreating", null);
    var conditions = pod.getStatus().getConditions();
    if (conditions.stream().noneMatch(one -> one.getType().equals(SANDBOX))) {
      pod.setStatus(
          new PodStatusBuilder(pod.getStatus())
              .addNewCondition()
              .withType(SANDBOX)
              .withStatus("False")
              .withLastTransitionTime(pod.getMetadata().getCreationTimestamp())
              .endCondition()
              .build());
      client.resource(pod).updateStatus();
    }
  }

  void running(Pod pod) {
    var state =
        new ContainerStateBuilder().withNewRunning().withStartedAt(now()).endRunning().build();
    write(pod, "Running", state);
  }

  void terminated(Pod pod, FakeContainer.Exit exit) {
    var state =
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(exit.code())
            .withReason(exit.code() == 0 ? "Completed" : "Error")
            .withMessage(exit.message())
            .withStartedAt(text(exit.started()))
            .withFinishedAt(text(exit.finished()))
            .endTerminated()
            .build();
    write(pod, exit.code() == 0 ? "Succeeded" : "Failed", state);
  }

  private void write(Pod pod, String phase, ContainerState state) {
    var image = pod.getSpec().getContainers().getFirst().getImage();
    var status =
        new PodStatusBuilder()
            .withPhase(phase)
            .addNewContainerStatus()
            .withName(pod.getSpec().getContainers().getFirst().getName())
            .withImage(image)
            .withImageID(image + "@sha256:" + "0".repeat(64))
            .withReady(false)
            .withRestartCount(0)
            .withState(state)
            .endContainerStatus()
            .build();
    var before = pod.getStatus().getContainerStatuses();
    if (before.isEmpty() || !Objects.equals(before.getFirst().getState(), state)) {
      pod.setStatus(status);
      client.resource(pod).updateStatus();
    }
  }

  void suspended(Job job) {
    if (job.getStatus().getConditions().isEmpty()) {
      var condition = condition("Suspended", "JobSuspended");
      job.setStatus(new JobStatusBuilder().withConditions(condition).build());
      client.resource(job).updateStatus();
    }
  }

  /// As the API server insists: a criterion first, then the end.
  void finished(Job job, FakeContainer.Exit exit) {
    boolean good = exit.code() == 0;
    var reason = good ? "CompletionsReached" : "PodFailurePolicy";
    var status =
        new JobStatusBuilder()
            .withStartTime(text(exit.started()))
            .withSucceeded(good ? 1 : 0)
            .withFailed(good ? 0 : 1)
            .withReady(0)
            .withTerminating(0)
            .withNewUncountedTerminatedPods()
            .endUncountedTerminatedPods();
    for (var type : good ? CRITERION_MET : FAILURE) {
      status.addToConditions(condition(type, reason));
    }
    if (good) {
      status.withCompletionTime(now());
    }
    job.setStatus(status.build());
    client.resource(job).updateStatus();
  }

  private static JobCondition condition(String type, String reason) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withLastTransitionTime(now())
        .withLastProbeTime(now())
        .build();
  }

  private static final String[] CRITERION_MET = {"SuccessCriteriaMet", "Complete"};
  private static final String[] FAILURE = {"FailureTarget", "Failed"};

  private static String now() {
    return text(Instant.now());
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
