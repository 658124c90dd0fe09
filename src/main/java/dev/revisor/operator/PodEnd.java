package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;

/// What a migration's pod tells: what keeps it from starting, or how its container ended.
final class PodEnd {
  /// The kubelet's words; see pkg/kubelet/images/types.go and kuberuntime in Kubernetes.
  private static final Set<String> PULL =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError",
          "RegistryUnavailable",
          "SignatureValidationFailed");

  private static final Set<String> CONFIG =
      Set.of("CreateContainerConfigError", "CreateContainerError");
  private static final Set<String> NOT_STARTED =
      Set.of("StartError", "ContainerCannotRun", "RunContainerError");

  private PodEnd() {}

  static Optional<ContainerStatus> container(Pod pod) {
    var statuses = pod.getStatus() == null ? null : pod.getStatus().getContainerStatuses();
    return statuses == null
        ? Optional.empty()
        : statuses.stream()
            .filter(status -> status.getName().equals(JobFactory.CONTAINER))
            .findFirst();
  }

  /// Whether a container has begun to run, whatever became of it.
  static boolean hasStarted(Pod pod) {
    return container(pod)
        .map(ContainerStatus::getState)
        .map(state -> state.getRunning() != null || state.getTerminated() != null)
        .orElse(false);
  }

  static Optional<ContainerStateTerminated> terminated(Pod pod) {
    return container(pod).map(ContainerStatus::getState).map(ContainerState::getTerminated);
  }

  /// What the kubelet or the scheduler says is in the way.
  static Optional<JobView.Trouble> trouble(Pod pod) {
    var waiting = container(pod).map(ContainerStatus::getState).map(ContainerState::getWaiting);
    if (waiting.isPresent() && waiting.get().getReason() != null) {
      var word = waiting.get().getReason();
      var said = waiting.get().getMessage() == null ? word : waiting.get().getMessage();
      if (PULL.contains(word)) {
        return trouble(
            Reason.ImagePullFailed,
            "spec.migrations.image "
                + pod.getSpec().getContainers().getFirst().getImage()
                + " cannot be pulled: "
                + said);
      }
      if (CONFIG.contains(word)) {
        return trouble(Reason.ContainerConfigError, "the container cannot be set up: " + said);
      }
      if (NOT_STARTED.contains(word)) {
        return trouble(Reason.InvalidImage, "spec.migrations.image cannot be started: " + said);
      }
    }
    return unschedulable(pod);
  }

  private static Optional<JobView.Trouble> unschedulable(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
      return Optional.empty();
    }
    return pod.getStatus().getConditions().stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
        .findFirst()
        .map(
            condition ->
                new JobView.Trouble(
                    Reason.Unschedulable, "no node takes the pod: " + condition.getMessage()));
  }

  private static Optional<JobView.Trouble> trouble(Reason reason, String message) {
    return Optional.of(new JobView.Trouble(reason, message));
  }

  /// The verdict in the termination message.
  static Optional<RunResult> result(ContainerStateTerminated terminated) {
    var message = terminated.getMessage();
    if (message == null || !message.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunResult.parse(message));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// How a container ended that left no verdict.
  static JobView.Cause cause(Pod pod, ContainerStateTerminated terminated) {
    if (NOT_STARTED.contains(String.valueOf(terminated.getReason()))) {
      return JobView.Cause.NO_RUNNER;
    }
    int code = terminated.getExitCode() == null ? 1 : terminated.getExitCode();
    return switch (code) {
      case 0 -> JobView.Cause.NONE;
      case 2 -> JobView.Cause.USAGE;
      case 126, 127, 128 -> JobView.Cause.NO_RUNNER;
      default -> isTakenAway(pod) ? JobView.Cause.POD_GONE : JobView.Cause.DIED;
    };
  }

  /// Deleted, evicted, preempted, or stopped because its node goes down; see "Pod disruption
  /// conditions" in the documentation of Kubernetes.
  private static boolean isTakenAway(Pod pod) {
    var conditions = pod.getStatus().getConditions();
    return pod.getMetadata().getDeletionTimestamp() != null
        || "Evicted".equals(pod.getStatus().getReason())
        || conditions != null
            && conditions.stream()
                .filter(condition -> "DisruptionTarget".equals(condition.getType()))
                .anyMatch(condition -> "True".equals(condition.getStatus()));
  }
}
