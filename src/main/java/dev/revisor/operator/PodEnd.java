package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
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

  /// Mounts of Secrets take no time once they are there.
  private static final Duration MOUNTS_TAKE = Duration.ofSeconds(10);

  private PodEnd() {}

  static Optional<ContainerStatus> container(Pod pod) {
    var statuses = pod.getStatus() == null ? null : pod.getStatus().getContainerStatuses();
    return statuses == null
        ? Optional.empty()
        : statuses.stream().filter(status -> status.getName().equals(JobPod.CONTAINER)).findFirst();
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
  static Optional<JobView.Trouble> trouble(Pod pod, Instant now) {
    var waiting = container(pod).map(ContainerStatus::getState).map(ContainerState::getWaiting);
    if (waiting.isPresent() && waiting.get().getReason() != null) {
      var word = waiting.get().getReason();
      var said = waiting.get().getMessage() == null ? word : waiting.get().getMessage();
      if (PULL.contains(word)) {
        return trouble(
            Reason.ImagePullFailed,
            "spec.migrations.image "
                + container(pod).map(ContainerStatus::getImage).orElse("")
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
    return unschedulable(pod).or(() -> notMounted(pod, now));
  }

  /// A kubelet that cannot mount a Secret says so in an Event only; but it says that it has not
  /// come as far as a sandbox, which it makes after the mounts and before it pulls images.
  private static Optional<JobView.Trouble> notMounted(Pod pod, Instant now) {
    return condition(pod, "PodReadyToStartContainers")
        .filter(condition -> "False".equals(condition.getStatus()))
        .filter(condition -> condition.getLastTransitionTime() != null)
        .filter(
            condition ->
                now.isAfter(Instant.parse(condition.getLastTransitionTime()).plus(MOUNTS_TAKE)))
        .map(
            _ ->
                new JobView.Trouble(
                    Reason.ContainerConfigError,
                    "the pod "
                        + pod.getMetadata().getName()
                        + " cannot be set up: most often a Secret or a key that spec.database names"
                        + " is missing; the pod's Events say which"));
  }

  private static Optional<PodCondition> condition(Pod pod, String type) {
    var status = pod.getStatus();
    return status == null || status.getConditions() == null
        ? Optional.empty()
        : status.getConditions().stream()
            .filter(condition -> type.equals(condition.getType()))
            .findFirst();
  }

  private static Optional<JobView.Trouble> unschedulable(Pod pod) {
    return condition(pod, "PodScheduled")
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
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

  /// Whether there was nothing to run: no such program, or none that can be run.
  static boolean isWithoutRunner(ContainerStateTerminated terminated) {
    var code = terminated.getExitCode();
    return NOT_STARTED.contains(String.valueOf(terminated.getReason()))
        || (code != null && code >= 126 && code <= 128);
  }

  /// How a container ended that left no verdict.
  static JobView.Cause cause(Pod pod, ContainerStateTerminated terminated) {
    if (isWithoutRunner(terminated)) {
      return JobView.Cause.NO_RUNNER;
    }
    int code = terminated.getExitCode() == null ? 1 : terminated.getExitCode();
    return switch (code) {
      case 0 -> JobView.Cause.NONE;
      case 2 -> JobView.Cause.USAGE;
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
