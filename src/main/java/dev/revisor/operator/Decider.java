package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigration;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.revision.RevisionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Decides what to do, from what was observed and the time, and from nothing else.
///
/// The operator cannot look into an image. What a target means there, only a Job can say. So it
/// compares the version rows with those that the last run for the same goal left: where they agree,
/// there is nothing to do, and any difference starts a Job.
final class Decider {
  /// Between a run and the next one that a change of the version rows calls for: two programs that
  /// undo each other's work must not do it many times a second.
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);

  /// Why a Job could not be made.
  private static final Set<Reason> NOT_MADE = Set.of(Reason.QuotaExceeded, Reason.ApiUnavailable);

  private final Observation observed;
  private final Ledger ledger;
  private final Instant now;

  private Decider(Observation observed, Ledger ledger, Instant now) {
    this.observed = observed;
    this.ledger = ledger;
    this.now = now;
  }

  static Decision decide(Observation observed, Ledger ledger, Instant now) {
    return new Decider(observed, ledger, now).decide();
  }

  private Decision decide() {
    var active = observed.activeJob();
    if (active.isPresent()) {
      return withJob(active.get());
    }
    if (observed.lifecycle() != Observation.Lifecycle.LIVING) {
      return new Decision.Release();
    }
    if (observed.spec().isSuspended()) {
      return new Decision.Suspended();
    }
    return switch (observed.database()) {
      case DatabaseView.Unseen _ -> new Decision.AwaitDatabase();
      case DatabaseView.Failed failed -> withoutDatabase(failed);
      case DatabaseView.Read read -> withDatabase(read);
    };
  }

  /// What the spec itself says wrong stays wrong until it is changed; all else may pass.
  private Decision withoutDatabase(DatabaseView.Failed failed) {
    boolean specIsWrong =
        switch (failed.reason()) {
          case InvalidUrl -> observed.spec().database().url() != null;
          case VersionTableMismatch, InvalidConfiguration, InvalidImage -> true;
          default -> false;
        };
    return specIsWrong
        ? new Decision.Refuse(failed.reason(), failed.message())
        : new Decision.RetryAt(failed.nextLook(), failed.reason(), failed.message());
  }

  /// A running migration is never touched. One that never started may be, when it is not wanted any
  /// more.
  private Decision withJob(JobView job) {
    boolean wanted =
        RunKey.parse(job.key()).goal().equals(observed.wanted().goal())
            && observed.lifecycle() == Observation.Lifecycle.LIVING;
    if (job.state() instanceof JobView.State.Withdrawn) {
      return new Decision.Withdraw(
          job, Reason.PreviousRunActive, "Job " + job.name() + ", which never started, goes");
    }
    if (job.state() instanceof JobView.State.Starting(var since, var told)) {
      var trouble = missingSecret().or(() -> told);
      if (trouble.isPresent()) {
        return inTrouble(job, since, trouble.get(), wanted && isWorthWaiting(job));
      }
    }
    if (observed.lifecycle() != Observation.Lifecycle.LIVING) {
      return new Decision.AwaitJob(
          job, Reason.Deleting, "Job " + job.name() + " ends before the resource goes");
    }
    return wanted
        ? new Decision.AwaitJob(job, Reason.Running, "Job " + job.name() + " is running")
        : new Decision.AwaitJob(
            job,
            Reason.PreviousRunActive,
            "Job " + job.name() + ", started for an earlier spec, ends before the new one begins");
  }

  /// What keeps a Job from starting may be put right outside, or by a change of the spec: of
  /// `jobTemplate`, of a Secret's name. Then a new Job is needed, and nothing is lost with the old
  /// one. Without a look at the database the Secrets' versions are not known, and cannot be
  /// compared.
  private boolean isWorthWaiting(JobView job) {
    boolean asIs =
        !(observed.database() instanceof DatabaseView.Read)
            || RunKey.parse(job.key()).attempt().equals(observed.wanted().attempt());
    boolean ours = !(observed.rival().orElse(null) instanceof Claims.Rival.Owner);
    return asIs && ours && !observed.spec().isSuspended();
  }

  private Decision inTrouble(JobView job, Instant since, JobView.Trouble trouble, boolean wanted) {
    return wanted
        ? new Decision.AwaitStart(
            job,
            Backoff.next(since, now, Backoff.longest(trouble.reason())),
            trouble.reason(),
            trouble.message())
        : new Decision.Withdraw(
            job,
            trouble.reason(),
            trouble.message() + "; something else is wanted now, so the Job goes");
  }

  /// A kubelet that cannot mount a Secret says so in an Event only.
  private Optional<JobView.Trouble> missingSecret() {
    return observed.database() instanceof DatabaseView.Failed failed
            && (failed.reason() == Reason.SecretNotFound
                || failed.reason() == Reason.SecretKeyMissing)
        ? Optional.of(new JobView.Trouble(failed.reason(), failed.message()))
        : Optional.empty();
  }

  private Decision withDatabase(DatabaseView.Read read) {
    return switch (observed.rival().orElse(null)) {
      case null -> ofOurs(read);
      case Claims.Rival.Unknown _ -> ofOurs(read);
      case Claims.Rival.AtWork(var other) ->
          new Decision.RetryAt(
              now.plus(LEAST_PAUSE),
              Reason.PreviousRunActive,
              other + ", which is younger, has a Job that still works on the same database");
      case Claims.Rival.Owner(var other) -> claimed(read, other);
    };
  }

  private static Decision claimed(DatabaseView.Read read, Observation.Identity other) {
    return new Decision.Refuse(
        Reason.DatabaseClaimed,
        ("the database %s with the version table %s belongs to %s, which is older;"
                + " give this resource another one, or delete the other resource")
            .formatted(read.state().server().databaseName(), read.state().versionTable(), other));
  }

  private Decision ofOurs(DatabaseView.Read read) {
    var last = ledger.last();
    if (last.isEmpty()) {
      return start();
    }
    var key = RunKey.parse(last.get().key());
    var wanted = observed.wanted();
    if (isAnother(read, last.get())) {
      return again(last.get());
    }
    if (last.get().succeeded()) {
      return key.goal().equals(wanted.goal()) ? afterSuccess(last.get(), read) : start();
    }
    return key.attempt().equals(wanted.attempt()) ? afterFailure(last.get(), read) : start();
  }

  /// What a run said of one database means nothing for another.
  private static boolean isAnother(DatabaseView.Read read, RunStatus run) {
    return run.database() != null
        && read.identity().filter(identity -> !identity.equals(run.database())).isPresent();
  }

  private Decision afterSuccess(RunStatus last, DatabaseView.Read read) {
    if (!atRowsOf(last, read)) {
      return again(last);
    }
    return isToAccept(last, read) ? start() : new Decision.Nothing();
  }

  /// What was done by hand is accepted by a run with nothing else to do, once.
  private boolean isToAccept(RunStatus last, DatabaseView.Read read) {
    return read.drift() instanceof DriftView.Drifted drifted
        && drifted.fingerprint().equals(observed.grants().acceptedDrift())
        && !RunKey.parse(last.key()).attempt().equals(observed.wanted().attempt());
  }

  /// Somebody changed the version rows. A run that found nothing to do and left other rows than are
  /// read now would be repeated for ever: not before the next regular look.
  private Decision again(RunStatus last) {
    var pause =
        "NothingToDo".equals(last.outcome())
            ? observed.spec().observeIntervalOrDefault()
            : LEAST_PAUSE;
    var earliest = Instant.parse(Optional.ofNullable(last.finishedAt()).orElse(now.toString()));
    return now.isBefore(earliest.plus(pause))
        ? new Decision.RetryAt(
            earliest.plus(pause),
            Reason.VersionChanged,
            "the version rows are not those that the last run left")
        : start();
  }

  private Decision afterFailure(RunStatus last, DatabaseView.Read read) {
    var reason = Optional.ofNullable(last.reason()).orElse(Reason.RunDied);
    var message = Optional.ofNullable(last.error()).orElse(reason.sentence());
    if (last.blame() == Fault.USER) {
      if (last.to() != null && !atRowsOf(last, read)) {
        return again(last);
      }
      if (reason == Reason.SchemaDrift && read.drift() instanceof DriftView.InSync) {
        return start();
      }
      return reason == Reason.AwaitingApproval
          ? new Decision.AwaitApproval(waiting(last).orElse(message))
          : new Decision.Refuse(reason, advised(reason, message));
    }
    if (ledger.deaths() > observed.spec().policyOrDefault().retriesOrDefault()) {
      return new Decision.Refuse(
          Reason.RetriesExhausted,
          "the run died "
              + ledger.deaths()
              + " times, more than spec.policy.retries; the last time: "
              + message);
    }
    var next = ledger.nextAttempt(now);
    return now.isBefore(next) ? new Decision.RetryAt(next, reason, message) : start();
  }

  private Optional<String> waiting(RunStatus last) {
    return ledger
        .plan()
        .filter(plan -> plan.hash().equals(last.plan()))
        .map(
            plan ->
                "plan "
                    + plan.hash()
                    + " waits for approval ("
                    + plan.inWords()
                    + "): set the annotation "
                    + SchemaMigration.APPROVE_ANNOTATION
                    + " or spec.approvedPlan to that hash");
  }

  private static String advised(Reason reason, String message) {
    return switch (reason) {
      case DowngradeDenied -> message + "; spec.policy.downgrade: Allow permits it";
      case UnknownRevision, AmbiguousTarget -> "spec.target: " + message;
      case SchemaDrift ->
          message
              + "; undo it, or set the annotation "
              + SchemaMigration.ACCEPT_DRIFT_ANNOTATION
              + " to that fingerprint";
      case LintRefused -> message + "; spec.policy.lint: Warn lets it pass";
      case DatabaseClaimed, VersionTableMismatch ->
          message + " (annotation " + SchemaMigration.EXPIRE_CLAIM_ANNOTATION + ")";
      case RehearsalFailed -> message + "; spec.policy.rehearse: false runs it all the same";
      case MissingParameter -> message + "; give it in spec.parameters";
      default -> message;
    };
  }

  private static boolean atRowsOf(RunStatus run, DatabaseView.Read read) {
    var rows = read.state().versionRows().stream().map(RevisionId::value).sorted().toList();
    var left = run.to() == null ? List.<String>of() : run.to().stream().sorted().toList();
    return rows.equals(left);
  }

  /// Whether the newest run has no Job, since the API server did not let it be made.
  static boolean isWithoutJob(SchemaMigrationStatus status) {
    return status.conditionsOrEmpty().stream()
        .anyMatch(condition -> NOT_MADE.contains(condition.reason()));
  }

  /// Only a Job waits for what may turn out to be the owner: what has nothing to do is as ready as
  /// it was. One that the API server did not let be made is not asked for again before the time
  /// that the status names, whatever else happens meanwhile.
  private Decision start() {
    if (observed.rival().orElse(null) instanceof Claims.Rival.Unknown) {
      return new Decision.AwaitDatabase();
    }
    var status = observed.status();
    var refused =
        status.conditionsOrEmpty().stream()
            .filter(condition -> NOT_MADE.contains(condition.reason()))
            .filter(condition -> condition.observedGeneration() == observed.generation())
            .findFirst();
    if (refused.isPresent() && status.nextAttemptAt() != null) {
      var next = Instant.parse(status.nextAttemptAt());
      if (now.isBefore(next)) {
        return new Decision.RetryAt(next, refused.get().reason(), refused.get().message());
      }
    }
    return new Decision.StartJob(observed.newestRun() + 1, observed.wanted());
  }
}
