package dev.revisor.operator;

import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.engine.result.RunResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the world: the resource, its Jobs and pods, the last look at its database. Changes
/// nothing.
final class Observer {
  private final DatabaseWatch databases;
  private final Neighbours neighbours;
  private final KubernetesClient kubernetes;

  Observer(DatabaseWatch databases, KubernetesClient kubernetes) {
    this.databases = databases;
    this.neighbours = new Neighbours(databases);
    this.kubernetes = kubernetes;
  }

  /// @param whenSeen runs when a look at the database, begun now, has ended
  Observation observe(
      SchemaMigration resource, Context<SchemaMigration> context, Instant now, Runnable whenSeen) {
    var metadata = resource.getMetadata();
    var workloads = Workloads.of(context);
    var identity =
        new Observation.Identity(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    var status = Optional.ofNullable(resource.getStatus()).orElse(SchemaMigrationStatus.EMPTY);
    var jobs = jobs(identity, status, context, now);
    var wishes = Observation.Wishes.of(metadata.getAnnotations());
    var spec = databases.paced(resource.getSpec());
    var lifecycle = lifecycle(resource, context);
    var database =
        lifecycle == Observation.Lifecycle.LIVING
            ? databases.view(
                question(identity, resource, spec, wishes.retry(), jobs), workloads, whenSeen)
            : new DatabaseView.Unseen();
    return new Observation(
        identity,
        metadata.getGeneration(),
        lifecycle,
        spec,
        status,
        wishes,
        jobs,
        database,
        database instanceof DatabaseView.Read read
            ? Claims.rival(
                read,
                neighbours.older(resource, read, context, now),
                atWork(neighbours.younger(resource, read, context), workloads, now))
            : Optional.empty());
  }

  private List<Claims.Other> atWork(
      Stream<SchemaMigration> others, Workloads workloads, Instant now) {
    return others
        .filter(other -> workloads.isAtWork(other.getMetadata().getUid()))
        .map(other -> neighbours.other(other, now))
        .toList();
  }

  private static Observation.Lifecycle lifecycle(
      SchemaMigration resource, Context<SchemaMigration> context) {
    if (context.isPrimaryResourceDeleted()) {
      return Observation.Lifecycle.GONE;
    }
    return resource.isMarkedForDeletion()
        ? Observation.Lifecycle.LEAVING
        : Observation.Lifecycle.LIVING;
  }

  /// A look from before the newest Job ended says nothing about what it left; a new spec or a
  /// request to try again is worth a look at once.
  private static DatabaseWatch.Question question(
      Observation.Identity identity,
      SchemaMigration resource,
      SchemaMigrationSpec spec,
      String retry,
      List<JobView> jobs) {
    var told =
        newestEnded(jobs)
            .filter(job -> isFor(spec, job))
            .flatMap(Observer::result)
            .filter(result -> result.database() != null);
    var status = Optional.ofNullable(resource.getStatus()).orElse(SchemaMigrationStatus.EMPTY);
    var knownTable =
        told.flatMap(Observer::versionTable)
            .or(() -> versionTable(status, RunKey.place(spec.database())));
    return new DatabaseWatch.Question(
        identity,
        new DatabaseReader.Place(
            identity.namespace(),
            spec.database(),
            newestEnd(identity, status, jobs),
            knownTable,
            spec.policyOrDefault().driftOrDefault()),
        resource.getMetadata().getGeneration() + " " + retry,
        spec.observeIntervalOrDefault(),
        spec,
        told);
  }

  /// The Job of the newest run that is over, empty without one. Of a run whose Job is gone before
  /// anybody saw its end, the database alone can tell, and only to a look from now on.
  static String newestEnd(
      Observation.Identity identity, SchemaMigrationStatus status, List<JobView> jobs) {
    var newest = JobName.of(identity, status.runsOrZero());
    boolean isLost =
        status.runsOrZero() > 0
            && !Decider.isWithoutJob(status)
            && !isRecorded(status, newest)
            && jobs.stream().noneMatch(job -> job.name().equals(newest));
    return isLost ? newest : newestSeenToEnd(status, jobs);
  }

  private static String newestSeenToEnd(SchemaMigrationStatus status, List<JobView> jobs) {
    var recorded = status.historyOrEmpty().stream().findFirst();
    return newestEnded(jobs)
        .filter(job -> recorded.isEmpty() || job.run() >= recorded.get().run())
        .map(JobView::name)
        .or(() -> recorded.map(RunStatus::job))
        .orElse("");
  }

  private static Optional<JobView> newestEnded(List<JobView> jobs) {
    return jobs.stream().filter(job -> !job.isActive()).max(Comparator.comparingLong(JobView::run));
  }

  private static boolean isRecorded(SchemaMigrationStatus status, String job) {
    return status.historyOrEmpty().stream().anyMatch(run -> run.job().equals(job));
  }

  private static boolean isFor(SchemaMigrationSpec spec, JobView job) {
    var goal = RunKey.of(spec, "", "", Grants.NONE).goal();
    return RunKey.parse(job.key()).goal().equals(goal);
  }

  /// A run that had nothing to do is not recorded in the database; its result tells where it
  /// looked.
  private static Optional<String> versionTable(RunResult result) {
    return Optional.ofNullable(result.database()).map(RunResult.Database::versionTable);
  }

  private static Optional<RunResult> result(JobView job) {
    return job.state() instanceof JobView.State.Ended(var ending)
        ? ending.result()
        : Optional.empty();
  }

  private static Optional<String> versionTable(SchemaMigrationStatus status, String place) {
    return Optional.ofNullable(status.database())
        .filter(known -> known.isAt(place))
        .map(SchemaMigrationStatus.DatabaseStatus::versionTable);
  }

  private List<JobView> jobs(
      Observation.Identity identity,
      SchemaMigrationStatus status,
      Context<SchemaMigration> context,
      Instant now) {
    var jobs = new ArrayList<>(context.getSecondaryResources(Job.class));
    newest(identity, status, jobs).ifPresent(jobs::add);
    return new JobReader(identity.uid(), context.getSecondaryResources(Pod.class), now).views(jobs);
  }

  /// The Job of the newest run, where the cache has not got it and the status has not recorded its
  /// end: a cache may be behind, and nothing may be started twice.
  private Optional<Job> newest(
      Observation.Identity identity, SchemaMigrationStatus status, List<Job> cached) {
    long run = status.runsOrZero();
    var name = JobName.of(identity, run);
    boolean there = cached.stream().anyMatch(job -> job.getMetadata().getName().equals(name));
    if (run == 0 || there || isRecorded(status, name)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        kubernetes.batch().v1().jobs().inNamespace(identity.namespace()).withName(name).get());
  }
}
