package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.engine.result.RunResult;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.JobView.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Jobs and their pods, as far as an operator can see them. It holds the promises that no two Jobs
/// are active at a time, that no number is used twice, and that a running Job is left alone.
final class SimulatedCluster {
  private final SimulatedDatabase database;
  private final TreeMap<Long, Entry> jobs = new TreeMap<>();
  private final Set<Long> everMade = new HashSet<>();

  SimulatedCluster(SimulatedDatabase database) {
    this.database = database;
  }

  /// A Job.
  private static final class Entry {
    private final String key;
    private final SimulatedImage image;
    private State state = new State.Starting(Optional.empty());

    Entry(String key, SimulatedImage image) {
      this.key = key;
      this.image = image;
    }
  }

  List<JobView> views() {
    var views = new ArrayList<JobView>();
    jobs.forEach((run, job) -> views.add(view(run, job)));
    return views;
  }

  Optional<JobView> view(long run) {
    return Optional.ofNullable(jobs.get(run)).map(job -> view(run, job));
  }

  private static JobView view(long run, Entry job) {
    return new JobView(JobName.of(Observations.SHOP, run), run, job.key, job.state);
  }

  boolean hasActive() {
    return views().stream().anyMatch(JobView::isActive);
  }

  void create(long run, RunKey key, SimulatedImage image) {
    if (jobs.containsKey(run)) {
      return;
    }
    assertThat(everMade.add(run)).as("run %d is new", run).isTrue();
    assertThat(hasActive()).as("another Job is active when run %d begins", run).isFalse();
    jobs.put(run, new Entry(key.toString(), image));
  }

  /// As the operator does it: suspend first; delete when the pod is gone.
  void withdraw(JobView view, Instant now) {
    var job = jobs.get(view.run());
    if (job == null) {
      return;
    }
    if (job.state instanceof State.Withdrawn) {
      jobs.remove(view.run());
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
    jobs.entrySet()
        .removeIf(
            job -> {
              boolean found = JobName.of(Observations.SHOP, job.getKey()).equals(name);
              assertThat(found && view(job.getKey(), job.getValue()).isActive()).isFalse();
              return found;
            });
  }

  /// Somebody else deletes a Job, whatever it does; its pod is asked to stop.
  void deleteByHand() {
    var active = jobs.entrySet().stream().reduce((_, newer) -> newer);
    active.ifPresent(
        job -> {
          if (job.getValue().state instanceof State.Running) {
            database.stop(JobName.of(Observations.SHOP, job.getKey()));
          }
          jobs.remove(job.getKey());
        });
  }

  /// Every Job goes one step on.
  void advance(Instant now) {
    jobs.forEach((run, job) -> job.state = next(run, job, now));
  }

  private State next(long run, Entry job, Instant now) {
    return switch (job.state) {
      case State.Starting _ ->
          job.image.isAbsent()
              ? new State.Starting(
                  Optional.of(new JobView.Trouble(Reason.ImagePullFailed, "absent")))
              : new State.Running();
      case State.Running running ->
          job.image.dies()
              ? ended(Optional.empty(), Cause.DIED, now)
              : database
                  .step(JobName.of(Observations.SHOP, run), job.image)
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
