package dev.revisor.operator;

import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.PlanSummary;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs in the forms in which they are met: in the status, as a Job, as a result, in the database.
final class Runs {
  /// When every run here ended: a minute before [Observations#NOW].
  static final Instant ENDED = Observations.NOW.minusSeconds(60);

  private Runs() {}

  /// In the status, for [Observations#SPEC].
  static RunStatus succeeded(long run, String... to) {
    return status(run, "Succeeded", Reason.Succeeded, null, List.of(to));
  }

  static RunStatus failed(
      long run, Reason reason, RunStatus.Fault fault, @Nullable List<String> to) {
    return status(run, "Failed", reason, fault, to);
  }

  static RunStatus status(
      long run,
      String outcome,
      Reason reason,
      RunStatus.@Nullable Fault fault,
      @Nullable List<String> to) {
    var name = JobName.of(Observations.SHOP, run);
    return new RunStatus(
        name,
        name,
        run,
        Observations.key(Observations.SPEC),
        outcome,
        reason,
        fault,
        null,
        null,
        null,
        to,
        null,
        null,
        null,
        null,
        null,
        ENDED.toString(),
        ENDED.toString(),
        fault == null ? null : "what happened");
  }

  /// The same run, made for something else.
  static RunStatus keyed(RunStatus run, String key) {
    return with(run, key, run.database());
  }

  /// The same run, of a plan.
  static RunStatus planned(RunStatus run, String plan) {
    return new RunStatus(
        run.id(),
        run.job(),
        run.run(),
        run.key(),
        run.outcome(),
        run.reason(),
        run.fault(),
        run.target(),
        run.pending(),
        run.from(),
        run.to(),
        run.applied(),
        plan,
        run.approvedPlan(),
        run.database(),
        run.image(),
        run.startedAt(),
        run.finishedAt(),
        run.error());
  }

  /// The same run, of a database that it names.
  static RunStatus of(RunStatus run, String database) {
    return with(run, run.key(), database);
  }

  private static RunStatus with(RunStatus run, String key, @Nullable String database) {
    return new RunStatus(
        run.id(),
        run.job(),
        run.run(),
        key,
        run.outcome(),
        run.reason(),
        run.fault(),
        run.target(),
        run.pending(),
        run.from(),
        run.to(),
        run.applied(),
        run.plan(),
        run.approvedPlan(),
        database,
        run.image(),
        run.startedAt(),
        run.finishedAt(),
        run.error());
  }

  /// A Job for [Observations#SPEC].
  static JobView job(long run, JobView.State state) {
    return new JobView(
        JobName.of(Observations.SHOP, run), run, Observations.key(Observations.SPEC), state);
  }

  static JobView.State ended(JobView.Cause cause) {
    return new JobView.State.Ended(
        new JobView.Ending(Optional.empty(), cause, "shop@sha256:1", ENDED, ENDED));
  }

  static JobView.State ended(JobView.Cause cause, RunResult result) {
    return new JobView.State.Ended(
        new JobView.Ending(Optional.of(result), cause, "shop@sha256:1", ENDED, ENDED));
  }

  /// What a run says that went well.
  static RunResult result(String id, String... to) {
    return result(id, Outcome.Succeeded, dev.revisor.engine.result.Reason.Succeeded, null, to);
  }

  static RunResult result(
      String id,
      Outcome outcome,
      dev.revisor.engine.result.Reason reason,
      @Nullable RunError error,
      String... to) {
    return new RunResult(
        id,
        "apply",
        outcome,
        reason,
        "a sentence",
        List.of(),
        Observations.ids(to),
        Observations.ids(to),
        new RunResult.Counts(1, 1, 0, 0),
        null,
        "shop:1",
        ENDED,
        ENDED,
        new RunResult.Database("7", "shop", "18.1", null),
        null,
        List.of(),
        error);
  }

  /// The row that a run left in the database; without an outcome where it died.
  static RunRecord row(
      String id,
      Optional<Outcome> outcome,
      dev.revisor.engine.result.Reason reason,
      Optional<RunError> error,
      String... to) {
    return new RunRecord(
        id,
        "apply",
        Optional.of("prod/shop"),
        Optional.of("shop:1"),
        "shop",
        List.of(),
        Observations.ids(to),
        Observations.ids(to),
        Optional.empty(),
        outcome,
        outcome.map(_ -> reason),
        ENDED,
        outcome.map(_ -> ENDED),
        "[]",
        error);
  }

  /// A failure whose fault is the user's.
  static RunResult failure() {
    return result(
        "x",
        Outcome.Failed,
        dev.revisor.engine.result.Reason.MigrationFailed,
        RunError.of(dev.revisor.engine.result.Fault.USER, "no"),
        "b2");
  }

  /// The same result, of a plan that had an approval.
  static RunResult approved(RunResult result, String hash) {
    return planned(result, hash, hash);
  }

  /// The same result, of a plan.
  static RunResult planned(RunResult result, String hash, @Nullable String approved) {
    return new RunResult(
        result.runId(),
        result.command(),
        result.outcome(),
        result.reason(),
        result.message(),
        result.from(),
        result.to(),
        result.target(),
        result.counts(),
        hash,
        result.image(),
        result.startedAt(),
        result.finishedAt(),
        result.database(),
        new PlanSummary("upgrade", 1, List.of(), new TreeMap<>(), approved),
        result.steps(),
        result.error());
  }
}
