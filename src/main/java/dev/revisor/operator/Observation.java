package dev.revisor.operator;

import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.api.SchemaMigrationStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Everything that a decision rests on, as seen at one moment.
///
/// @param retry the value of the annotation that asks for another try; empty without one
/// @param jobs this resource's Jobs, by run, and what is left of deleted ones
record Observation(
    Identity identity,
    long generation,
    Lifecycle lifecycle,
    SchemaMigrationSpec spec,
    SchemaMigrationStatus status,
    String retry,
    List<JobView> jobs,
    DatabaseView database) {

  /// Which resource.
  record Identity(String namespace, String name, String uid) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /// Whether the resource stays.
  enum Lifecycle {
    LIVING,
    /// It has a deletion timestamp and our finalizer.
    LEAVING,
    /// It is gone.
    GONE
  }

  Observation {
    jobs = jobs.stream().sorted(Comparator.comparingLong(JobView::run)).toList();
  }

  /// The same with another status.
  Observation with(SchemaMigrationStatus other) {
    return new Observation(identity, generation, lifecycle, spec, other, retry, jobs, database);
  }

  /// The newest Job that may still do something.
  Optional<JobView> activeJob() {
    return jobs.stream().filter(JobView::isActive).reduce((_, newer) -> newer);
  }

  /// What a run would be made for now.
  RunKey wanted() {
    var secrets = database instanceof DatabaseView.Read read ? read.secrets() : "";
    return RunKey.of(spec, secrets, retry);
  }

  /// The number of the newest run that was ever started; 0 before the first.
  long newestRun() {
    return Math.max(status.runsOrZero(), jobs.stream().mapToLong(JobView::run).max().orElse(0));
  }

  /// The name of the Job of a run.
  String jobName(long run) {
    return JobName.of(identity, run);
  }
}
