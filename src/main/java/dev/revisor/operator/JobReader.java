package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.JobView.Ending;
import dev.revisor.operator.JobView.State;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Turns Jobs and pods into views.
final class JobReader {
  /// A Job without a pod for this long is held up by a quota or an admission rule.
  private static final Duration POD_SHOULD_BE_THERE = Duration.ofSeconds(10);

  private final String uid;
  private final Collection<Pod> pods;
  private final Instant now;

  /// @param uid of the resource whose Jobs are read
  JobReader(String uid, Collection<Pod> pods, Instant now) {
    this.uid = uid;
    this.pods = pods;
    this.now = now;
  }

  /// The Jobs, and runs of which only a pod is left that has not gone yet. What a deleted resource
  /// of the same name left behind counts while it runs, and not at all afterwards.
  List<JobView> views(Collection<Job> jobs) {
    var views = new ArrayList<JobView>();
    var known = new HashSet<String>();
    for (var job : jobs) {
      known.add(id(job));
      views.add(view(job, state(job)));
    }
    for (var pod : pods) {
      if (goesOn(pod) && known.add(id(pod))) {
        views.add(view(pod, new State.Running()));
      }
    }
    return views;
  }

  /// Numbers of another resource's runs mean nothing here.
  private JobView view(HasMetadata object, State state) {
    boolean ours = uid.equals(object.getMetadata().getLabels().get(Labels.UID));
    var name = object.getMetadata().getName();
    return new JobView(name, ours ? run(object) : 0, key(object), state);
  }

  /// Which run of which resource.
  private static String id(HasMetadata object) {
    return object.getMetadata().getLabels().get(Labels.UID) + " " + run(object);
  }

  private static boolean goesOn(Pod pod) {
    var phase = pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
    boolean over = phase.equals("Succeeded") || phase.equals("Failed");
    return !over && PodEnd.terminated(pod).isEmpty();
  }

  /// That a Job is over and that its pod is come by different watches: until the pod's end is seen,
  /// nobody knows how the run ended. A Job that ended before a withdrawal reached it has ended.
  private State state(Job job) {
    var pod = podOf(job);
    var ended = condition(job, "Complete").or(() -> condition(job, "Failed"));
    if (ended.isPresent()) {
      return pod.isPresent() && goesOn(pod.get())
          ? new State.Running()
          : new State.Ended(ending(job, pod, ended.get()));
    }
    if (job.getMetadata().getAnnotations().containsKey(Labels.WITHDRAWN)) {
      return new State.Withdrawn();
    }
    if (pod.isPresent()) {
      return PodEnd.hasStarted(pod.get())
          ? new State.Running()
          : new State.Starting(Instant.parse(created(job)), PodEnd.trouble(pod.get(), now));
    }
    return new State.Starting(Instant.parse(created(job)), withoutPod(job, now));
  }

  /// That a Job has no pod.
  static Optional<JobView.Trouble> withoutPod(Job job, Instant now) {
    var created = Instant.parse(created(job));
    return now.isBefore(created.plus(POD_SHOULD_BE_THERE))
        ? Optional.empty()
        : Optional.of(
            new JobView.Trouble(
                Reason.QuotaExceeded,
                "Job "
                    + job.getMetadata().getName()
                    + " gets no pod: a quota or an admission rule is in the way; its Events say"
                    + " which"));
  }

  private Ending ending(Job job, Optional<Pod> pod, JobCondition condition) {
    var began = time(job.getStatus().getStartTime()).orElse(time(created(job)).orElse(now));
    var finished = time(condition.getLastTransitionTime()).orElse(now);
    boolean late = "DeadlineExceeded".equals(condition.getReason());
    var terminated = pod.flatMap(PodEnd::terminated);
    if (terminated.isEmpty()) {
      return new Ending(
          Optional.empty(), late ? Cause.DEADLINE : Cause.POD_GONE, "", began, finished);
    }
    var result = PodEnd.result(terminated.get());
    var cause = late ? Cause.DEADLINE : PodEnd.cause(pod.get(), terminated.get());
    return new Ending(
        result,
        cause,
        PodEnd.container(pod.get()).map(status -> status.getImageID()).orElse(""),
        time(terminated.get().getStartedAt()).orElse(began),
        time(terminated.get().getFinishedAt()).orElse(finished));
  }

  private Optional<Pod> podOf(Job job) {
    return pods.stream().filter(pod -> id(pod).equals(id(job))).findFirst();
  }

  static boolean isOver(Job job) {
    return condition(job, "Complete").or(() -> condition(job, "Failed")).isPresent();
  }

  /// The condition of that type, where it is true.
  static Optional<JobCondition> condition(Job job, String type) {
    var conditions = job.getStatus() == null ? null : job.getStatus().getConditions();
    return conditions == null
        ? Optional.empty()
        : conditions.stream()
            .filter(condition -> type.equals(condition.getType()))
            .filter(condition -> "True".equals(condition.getStatus()))
            .findFirst();
  }

  private static String created(Job job) {
    return job.getMetadata().getCreationTimestamp();
  }

  private static Optional<Instant> time(@org.jspecify.annotations.Nullable String text) {
    return Optional.ofNullable(text).map(Instant::parse);
  }

  static long run(HasMetadata object) {
    var text = object.getMetadata().getLabels().getOrDefault(Labels.RUN, "0");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static String key(HasMetadata object) {
    var annotations = object.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(Labels.KEY, "");
  }
}
