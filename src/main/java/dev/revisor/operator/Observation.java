package dev.revisor.operator;

import dev.revisor.api.PolicySpec;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationSpec;
import dev.revisor.api.SchemaMigrationStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that a decision rests on, as seen at one moment.
///
/// @param jobs this resource's Jobs, by run, and what is left of deleted ones
/// @param rival what stands between it and its database
record Observation(
    Identity identity,
    long generation,
    Lifecycle lifecycle,
    SchemaMigrationSpec spec,
    SchemaMigrationStatus status,
    Wishes wishes,
    List<JobView> jobs,
    DatabaseView database,
    Optional<Claims.Rival> rival) {

  private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern UID = Pattern.compile("[-0-9A-Za-z]{1,64}");

  /// Which resource.
  record Identity(String namespace, String name, String uid) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /// What annotations ask for; empty without one.
  ///
  /// @param retry another try
  /// @param approve the hash of a plan that may run
  /// @param acceptDrift the fingerprint of a schema that is accepted as it is
  /// @param expireClaim the uid of a resource whose claim does not count any more
  record Wishes(String retry, String approve, String acceptDrift, String expireClaim) {
    static final Wishes NONE = new Wishes("", "", "", "");

    static Wishes of(@Nullable Map<String, String> annotations) {
      return annotations == null
          ? NONE
          : new Wishes(
              annotations.getOrDefault(SchemaMigration.RETRY_ANNOTATION, ""),
              annotations.getOrDefault(SchemaMigration.APPROVE_ANNOTATION, ""),
              annotations.getOrDefault(SchemaMigration.ACCEPT_DRIFT_ANNOTATION, ""),
              annotations.getOrDefault(SchemaMigration.EXPIRE_CLAIM_ANNOTATION, ""));
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
    return new Observation(
        identity, generation, lifecycle, spec, other, wishes, jobs, database, rival);
  }

  /// The same with other wishes.
  Observation with(Wishes others) {
    return new Observation(
        identity, generation, lifecycle, spec, status, others, jobs, database, rival);
  }

  /// The newest Job that may still do something.
  Optional<JobView> activeJob() {
    return jobs.stream().filter(JobView::isActive).reduce((_, newer) -> newer);
  }

  /// What a run would be made for now.
  RunKey wanted() {
    var secrets = database instanceof DatabaseView.Read read ? read.secrets() : "";
    return RunKey.of(spec, secrets, wishes.retry(), grants());
  }

  /// What somebody lets a run do. Of the plans that may run, those that no run has used up.
  Grants grants() {
    var accepted = wishes.acceptDrift();
    return new Grants(
        approvals(),
        HASH.matcher(accepted).matches() ? accepted : "",
        UID.matcher(wishes.expireClaim()).matches() ? wishes.expireClaim() : "");
  }

  private List<String> approvals() {
    if (spec.policyOrDefault().approvalOrDefault() == PolicySpec.Approval.Never) {
      return List.of();
    }
    var approvals = new TreeSet<>(given());
    approvals.removeAll(status.spentApprovalsOrEmpty());
    return List.copyOf(approvals);
  }

  /// The same once the runs that have ended since are known: a run that was completed has used its
  /// approval up, as long as it is given. Taken back and given again, it is a new one.
  Observation after(Ledger ledger) {
    var spent = new TreeSet<>(status.spentApprovalsOrEmpty());
    ledger.fresh().stream()
        .filter(RunStatus::succeeded)
        .flatMap(run -> Stream.ofNullable(run.approvedPlan()))
        .forEach(spent::add);
    spent.retainAll(given());
    return with(status.withSpentApprovals(spent.isEmpty() ? null : List.copyOf(spent)));
  }

  private Set<String> given() {
    return Stream.of(wishes.approve(), spec.approvedPlan())
        .filter(hash -> hash != null && HASH.matcher(hash).matches())
        .collect(Collectors.toSet());
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
