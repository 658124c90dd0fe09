package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.JobView.State;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Jobs and their pods, as far as an operator can see them, those of a resource of the same name
/// that was there before too. It holds the promises that no two Jobs are active at a time, that no
/// name is used twice, and that a running Job is left alone.
final class SimulatedCluster {
  private final SimulatedDatabase database;
  private final Map<String, Entry> jobs = new LinkedHashMap<>();
  private final Set<String> everMade = new HashSet<>();
  private Observation.Identity owner = Observations.SHOP;

  SimulatedCluster(SimulatedDatabase database) {
    this.database = database;
  }

  /// A Job.
  private static final class Entry {
    private final Observation.Identity owner;
    private final long run;
    private final String key;
    private final SimulatedImage image;
    private State state = new State.Starting(Instant.EPOCH, Optional.empty());

    Entry(Observation.Identity owner, long run, String key, SimulatedImage image) {
      this.owner = owner;
      this.run = run;
      this.key = key;
      this.image = image;
    }
  }

  List<JobView> views() {
    return jobs.values().stream().map(this::view).toList();
  }

  /// The resource is gone, and another of its name is there: what still runs goes on, and what has
  /// ended was taken along.
  void recreate(Observation.Identity anew) {
    jobs.values().removeIf(job -> !view(job).isActive());
    owner = anew;
  }

  Optional<JobView> view(long run) {
    return Optional.ofNullable(jobs.get(JobName.of(owner, run))).map(this::view);
  }

  /// As [JobReader] has it: numbers of another resource's runs mean nothing.
  private JobView view(Entry job) {
    return new JobView(
        JobName.of(job.owner, job.run), job.owner.equals(owner) ? job.run : 0, job.key, job.state);
  }

  boolean hasActive() {
    return views().stream().anyMatch(JobView::isActive);
  }

  void create(long run, RunKey key, SimulatedImage image) {
    var name = JobName.of(owner, run);
    if (jobs.containsKey(name)) {
      return;
    }
    assertThat(everMade.add(name)).as("run %d is new", run).isTrue();
    assertThat(hasActive()).as("another Job is active when run %d begins", run).isFalse();
    jobs.put(name, new Entry(owner, run, key.toString(), image));
  }

  /// As the operator does it: suspend first; delete when the pod is gone.
  void withdraw(JobView view, Instant now) {
    var job = jobs.get(view.name());
    if (job == null) {
      return;
    }
    if (job.state instanceof State.Withdrawn) {
      jobs.remove(view.name());
      return;
    }
    if (job.state instanceof State.Running) {
      // It began to run after it was looked at: it is asked to stop, and records that it did.
      database.stop(view.name());
    }
    if (job.state instanceof State.Ended) {
      return;
    }
    job.state = new State.Withdrawn();
  }

  void delete(String name) {
    var job = jobs.remove(name);
    assertThat(job != null && view(job).isActive()).as("an active Job is deleted").isFalse();
  }

  /// Somebody else deletes the newest Job, whatever it does.
  ///
  /// @param ending what its container does meanwhile, if it runs
  void deleteByHand(Ending ending) {
    jobs.entrySet().stream()
        .reduce((_, newer) -> newer)
        .ifPresent(
            job -> {
              if (job.getValue().state instanceof State.Running) {
                end(job.getKey(), job.getValue().image, ending);
              }
              jobs.remove(job.getKey());
            });
  }

  /// How a container ends whose Job is deleted.
  enum Ending {
    STOPPED,
    DONE
  }

  private void end(String name, SimulatedImage image, Ending ending) {
    switch (ending) {
      case STOPPED -> database.stop(name);
      case DONE -> {
        while (!image.dies() && database.step(name, image).isEmpty()) {}
      }
    }
  }

  /// Every Job goes one step on.
  void advance(Instant now) {
    jobs.forEach((name, job) -> job.state = next(name, job, now));
  }

  private State next(String name, Entry job, Instant now) {
    return switch (job.state) {
      case State.Starting _ ->
          job.image.isAbsent()
              ? new State.Starting(
                  Instant.EPOCH, Optional.of(new JobView.Trouble(Reason.ImagePullFailed, "absent")))
              : new State.Running();
      case State.Running running ->
          job.image.dies()
              ? ended(Optional.empty(), Cause.DIED, now)
              : database
                  .step(name, job.image)
                  .map(result -> ended(Optional.of(result), Cause.NONE, now))
                  .orElse(running);
      case State.Withdrawn withdrawn -> withdrawn;
      case State.Ended ended -> ended;
    };
  }

  /// The containers that run are killed; of some not even the pod is left.
  void kill(Cause cause, Instant now) {
    jobs.values().stream()
        .filter(job -> job.state instanceof State.Running)
        .forEach(job -> job.state = ended(Optional.empty(), cause, now));
  }

  /// The results of containers that ended are lost with their pods.
  void loseResults() {
    jobs.values()
        .forEach(
            job -> {
              if (job.state instanceof State.Ended(var ending)) {
                job.state = ended(Optional.empty(), Cause.POD_GONE, ending.finishedAt());
              }
            });
  }

  private static State ended(Optional<RunResult> result, Cause cause, Instant now) {
    return new State.Ended(new JobView.Ending(result, cause, "image@sha256:1", now, now));
  }
}
