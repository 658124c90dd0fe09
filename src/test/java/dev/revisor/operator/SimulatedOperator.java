package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.api.SchemaMigrationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The operator's pass over a resource, with the real decisions and a simulated world: it can be
/// cut off between any two of its steps, and see an old state of things.
final class SimulatedOperator {
  private final SimulatedCluster cluster;
  private final SimulatedDatabase database;
  private LastLook look = new LastLook();
  private Optional<DatabaseWatch.Question> asked = Optional.empty();
  private Observation.Identity identity = Observations.SHOP;
  private SchemaMigrationStatus stored = SchemaMigrationStatus.EMPTY;
  private int version;
  private Seen old;

  /// The resource as its user left it.
  ///
  /// @param rival what stands between it and the database
  record Resource(
      SchemaMigrationSpec spec,
      long generation,
      Observation.Wishes wishes,
      Observation.Lifecycle lifecycle,
      Optional<Claims.Rival> rival) {
    /// A new one.
    static Resource of(SchemaMigrationSpec spec) {
      return new Resource(
          spec, 1, Observation.Wishes.NONE, Observation.Lifecycle.LIVING, Optional.empty());
    }

    Resource with(SchemaMigrationSpec other) {
      return new Resource(other, generation + 1, wishes, lifecycle, rival);
    }

    Resource with(Observation.Wishes others) {
      return new Resource(spec, generation, others, lifecycle, rival);
    }

    Resource with(Optional<Claims.Rival> other) {
      return new Resource(spec, generation, wishes, lifecycle, other);
    }

    Resource leaving() {
      return new Resource(spec, generation + 1, wishes, Observation.Lifecycle.LEAVING, rival);
    }
  }

  /// What the caches hold.
  private record Seen(SchemaMigrationStatus status, int version, List<JobView> jobs) {}

  /// Where a pass is cut off.
  enum Cut {
    BEFORE_RECORD,
    AFTER_RECORD,
    NEVER
  }

  SimulatedOperator(SimulatedCluster cluster, SimulatedDatabase database) {
    this.cluster = cluster;
    this.database = database;
    this.old = new Seen(stored, version, List.of());
  }

  SchemaMigrationStatus stored() {
    return stored;
  }

  /// What the last look saw of the database.
  DatabaseView seen() {
    return look.view();
  }

  boolean hasStarted(String run) {
    return LongStream.rangeClosed(1, stored.runsOrZero())
        .anyMatch(number -> JobName.of(identity, number).equals(run));
  }

  /// The caches hear of everything.
  void refreshCaches() {
    old = new Seen(stored, version, cluster.views());
  }

  /// Another process takes over: what was only in memory is gone.
  void restart() {
    look = new LastLook();
    asked = Optional.empty();
    refreshCaches();
  }

  /// The resource is gone, and one of the same name is there, with another uid and without a
  /// status.
  void recreate(Observation.Identity anew) {
    identity = anew;
    stored = SchemaMigrationStatus.EMPTY;
    version++;
    look = new LastLook();
    asked = Optional.empty();
    refreshCaches();
  }

  /// A look that was begun ends.
  void endLook(Instant now) {
    asked.ifPresent(question -> look.end(question, database.look(now)));
    asked = Optional.empty();
  }

  /// One pass with what the caches hold.
  Decision pass(Resource resource, Instant now, Cut cut) {
    var seen = observe(resource, now);
    var ledger = Ledger.of(seen);
    var observed = seen.after(ledger);
    var decision = Decider.decide(observed, ledger, now);
    if (cut == Cut.BEFORE_RECORD || !record(observed, ledger, decision, now)) {
      return decision;
    }
    if (cut == Cut.NEVER) {
      act(observed, ledger, decision, now);
    }
    return decision;
  }

  private Observation observe(Resource resource, Instant now) {
    var jobs = new ArrayList<>(old.jobs());
    long newest = old.status().runsOrZero();
    boolean recorded = old.status().historyOrEmpty().stream().anyMatch(run -> run.run() == newest);
    if (!recorded && jobs.stream().noneMatch(job -> job.run() == newest)) {
      cluster.view(newest).ifPresent(jobs::add);
    }
    var question =
        new DatabaseWatch.Question(
            identity,
            new DatabaseReader.Place(
                "prod",
                resource.spec().database(),
                Observer.newestEnd(identity, old.status(), jobs),
                Optional.empty(),
                PolicySpec.Drift.Report),
            resource.generation() + " " + resource.wishes().retry(),
            Duration.ofMinutes(5),
            resource.spec(),
            Optional.empty());
    if (look.isToBegin(question, now)) {
      asked = Optional.of(question);
    }
    return new Observation(
        identity,
        resource.generation(),
        resource.lifecycle(),
        resource.spec(),
        old.status(),
        resource.wishes(),
        jobs,
        resource.lifecycle() == Observation.Lifecycle.LIVING
            ? look.view()
            : new DatabaseView.Unseen(),
        resource.rival());
  }

  /// False where somebody else wrote first.
  private boolean record(Observation observed, Ledger ledger, Decision decision, Instant now) {
    var after = StatusReport.of(observed, ledger, decision, now);
    if (after.equals(observed.status())) {
      return true;
    }
    if (old.version() != version) {
      return false;
    }
    stored = after;
    version++;
    old = new Seen(stored, version, old.jobs());
    return true;
  }

  private void act(Observation observed, Ledger ledger, Decision decision, Instant now) {
    switch (decision) {
      case Decision.StartJob(var run, var key) -> {
        if (observed.spec().migrations().image().equals("refused")) {
          var refused = new Decision.RetryAt(now.plusSeconds(30), Reason.QuotaExceeded, "no");
          record(observed.with(old.status()), ledger.refused(), refused, now);
        } else {
          assertThat(observed.rival()).as("the database is its own").isEmpty();
          cluster.create(run, key, new SimulatedImage(observed.spec(), observed.grants()));
        }
      }
      case Decision.Withdraw(var job, _, _) -> cluster.withdraw(job, now);
      case Decision.Nothing _,
          Decision.AwaitJob _,
          Decision.AwaitStart _,
          Decision.AwaitDatabase _,
          Decision.AwaitApproval _,
          Decision.RetryAt _,
          Decision.Refuse _,
          Decision.Suspended _,
          Decision.Release _ -> {}
    }
    ledger.surplus(observed).forEach(cluster::delete);
  }
}
