package dev.revisor.operator;

import dev.revisor.api.PlanStatus;
import dev.revisor.api.RunStatus;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.api.SchemaMigrationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs that have ended, and how often in a row the same attempt failed: what the status
/// remembers, brought up to date by the Jobs and the database.
///
/// @param history newest first, ten at most
/// @param attempts failures in a row of the same attempt
/// @param deaths those of them that count against `spec.policy.retries`
/// @param fresh the runs that the status does not have yet, oldest first
/// @param plan of the newest run that had one
record Ledger(
    List<RunStatus> history,
    int attempts,
    int deaths,
    List<RunStatus> fresh,
    Optional<PlanStatus> plan) {
  private static final int KEPT = 10;

  Ledger {
    history = List.copyOf(history);
    fresh = List.copyOf(fresh);
  }

  /// Folds into the status every Job that has ended since, and a run whose Job is gone but which
  /// the database recorded. How a Job ended that left no result, only the database may know: it
  /// waits for a look at it.
  static Ledger of(Observation observed) {
    var ledger = remembered(observed.status());
    for (var job : observed.jobs()) {
      if (job.run() > ledger.newestRun()
          && job.state() instanceof JobView.State.Ended(var ending)) {
        var known = ledger;
        ledger =
            Verdict.of(job, ending, observed.database())
                .map(run -> known.with(run, Verdict.plan(ending)))
                .orElse(ledger);
      }
    }
    var found = ledger;
    return lostRun(observed, ledger).map(run -> found.with(run, Optional.empty())).orElse(ledger);
  }

  private static Ledger remembered(SchemaMigrationStatus status) {
    return new Ledger(
        status.historyOrEmpty(),
        status.attemptsOrZero(),
        status.deathsOrZero(),
        List.of(),
        Optional.ofNullable(status.plan()));
  }

  /// The newest run, where its Job is gone: the database tells how it ended.
  private static Optional<RunStatus> lostRun(Observation observed, Ledger ledger) {
    long run = observed.status().runsOrZero();
    var name = observed.jobName(run);
    boolean there = observed.jobs().stream().anyMatch(job -> job.name().equals(name));
    if (run <= ledger.newestRun()
        || there
        || !(observed.database() instanceof DatabaseView.Read read)) {
      return Optional.empty();
    }
    var key = Optional.ofNullable(observed.status().runKey()).orElse("");
    return read.state()
        .lastRun()
        .filter(record -> record.id().equals(name) && record.outcome().isPresent())
        .map(record -> Verdict.of(record, run, key));
  }

  /// The number of the newest run that has ended; 0 while there is none.
  private long newestRun() {
    return last().map(RunStatus::run).orElse(0L);
  }

  /// The same with every run told of, after an attempt of which no Job came.
  Ledger refused() {
    return new Ledger(history, attempts + 1, deaths, List.of(), plan);
  }

  /// Finished Jobs beyond the limit, the oldest first, of those whose end is in the book.
  List<String> surplus(Observation observed) {
    var finished =
        observed.jobs().stream()
            .filter(job -> !job.isActive() && job.run() <= newestRun())
            .map(JobView::name)
            .toList();
    int limit = observed.spec().jobHistoryLimitOrDefault();
    return finished.subList(0, Math.max(0, finished.size() - limit));
  }

  /// The newest run.
  Optional<RunStatus> last() {
    return history.stream().findFirst();
  }

  /// When the last failure may be followed by another try.
  Instant nextAttempt(Instant now) {
    var finished = last().map(RunStatus::finishedAt).map(text -> instant(text, now)).orElse(now);
    return finished.plus(Backoff.after(attempts, Backoff.LONGEST));
  }

  private static Instant instant(@Nullable String text, Instant otherwise) {
    return text == null ? otherwise : Instant.parse(text);
  }

  private Ledger with(RunStatus run, Optional<PlanStatus> itsPlan) {
    var newer = new ArrayList<RunStatus>();
    newer.add(run);
    newer.addAll(history);
    var told = new ArrayList<>(fresh);
    told.add(run);
    boolean again = last().map(before -> sameAttempt(before, run)).orElse(false);
    int failures = run.succeeded() ? 0 : (again ? attempts : 0) + 1;
    int died = run.blame() == Fault.BUG ? (again ? deaths : 0) + 1 : again ? deaths : 0;
    return new Ledger(
        newer.subList(0, Math.min(KEPT, newer.size())),
        failures,
        run.succeeded() ? 0 : died,
        told,
        itsPlan.or(() -> plan));
  }

  private static boolean sameAttempt(RunStatus one, RunStatus other) {
    return RunKey.parse(one.key()).attempt().equals(RunKey.parse(other.key()).attempt());
  }
}
