package dev.revisor.operator;

import dev.revisor.api.PlanStatus;
import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.RunStatus.Fault;
import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a run ended, for the status: from the container's verdict, else from the database's record,
/// else from the way the container ended.
final class Verdict {
  private Verdict() {}

  /// The verdict, unless it takes a look at the database that nobody has had yet.
  static Optional<RunStatus> of(JobView job, JobView.Ending ending, DatabaseView database) {
    if (ending.result().isPresent()) {
      return Optional.of(late(job, ending, of(job, ending, ending.result().get())));
    }
    if (!(database instanceof DatabaseView.Read read)) {
      return Optional.empty();
    }
    var begun = read.state().lastRun().filter(run -> run.id().equals(job.name()));
    return Optional.of(
        begun
            .filter(run -> run.outcome().isPresent())
            .map(run -> late(job, ending, of(run, job.run(), job.key())))
            .orElseGet(() -> unexplained(job, ending, begun)));
  }

  /// A run that was stopped because its time was over has not been stopped by chance: it counts.
  private static RunStatus late(JobView job, JobView.Ending ending, RunStatus run) {
    return ending.cause() == JobView.Cause.DEADLINE && run.blame() == Fault.TRANSIENT
        ? run.failed(
            Reason.DeadlineExceeded, Fault.BUG, sentence(JobView.Cause.DEADLINE, job.name()))
        : run;
  }

  private static RunStatus of(JobView job, JobView.Ending ending, RunResult result) {
    var counts = result.counts();
    // A run that never saw the database knows nothing of its rows.
    boolean connected = result.database() != null;
    return new RunStatus(
        result.runId(),
        job.name(),
        job.run(),
        job.key(),
        result.outcome().name(),
        reason(result.reason().name()),
        fault(result.outcome(), result.error()),
        texts(result.target()),
        counts.pending(),
        connected ? texts(result.from()) : null,
        connected ? texts(result.to()) : null,
        counts.upgraded() + counts.downgraded(),
        result.planHash(),
        result.plan() == null ? null : result.plan().approved(),
        result.database() == null ? null : identity(result.database()),
        ending.imageId(),
        ending.startedAt().toString(),
        ending.finishedAt().toString(),
        explanation(result.message(), result.error()));
  }

  /// What the run was to do, as far as it said so.
  static Optional<PlanStatus> plan(JobView.Ending ending) {
    return ending.result().flatMap(Verdict::plan);
  }

  private static Optional<PlanStatus> plan(RunResult result) {
    var plan = result.plan();
    if (plan == null || result.planHash() == null) {
      return Optional.empty();
    }
    var steps =
        plan.steps().stream()
            .map(
                step ->
                    new PlanStatus.Step(step.revision().value(), step.direction(), step.message()))
            .toList();
    return Optional.of(
        new PlanStatus(result.planHash(), plan.direction(), plan.total(), steps, plan.findings()));
  }

  /// From the table `run`, where neither the Job nor its pod can tell. It has the plan's hash, and
  /// not the approval on which the run rested: that of the same plan, if of any.
  static RunStatus of(RunRecord run, long number, String key) {
    var outcome = run.outcome().orElse(Outcome.Failed);
    var error = run.error().orElse(null);
    return new RunStatus(
        run.id(),
        run.id(),
        number,
        key,
        outcome.name(),
        run.reason().map(reason -> reason(reason.name())).orElse(Reason.RunDied),
        fault(outcome, error),
        texts(run.target()),
        null,
        texts(run.from()),
        texts(run.to()),
        run.steps().size(),
        run.planHash().orElse(null),
        run.planHash().orElse(null),
        null,
        run.image().orElse(null),
        run.startedAt().toString(),
        run.finishedAt().orElse(run.startedAt()).toString(),
        error == null ? null : explanation(error.message(), error));
  }

  /// @param begun the run as the database has it, when the runner came that far
  private static RunStatus unexplained(
      JobView job, JobView.Ending ending, Optional<RunRecord> begun) {
    var reason =
        switch (ending.cause()) {
          case NONE, DIED -> Reason.RunDied;
          case POD_GONE -> Reason.Terminated;
          case DEADLINE -> Reason.DeadlineExceeded;
          case NO_RUNNER -> Reason.InvalidImage;
          case USAGE -> Reason.InvalidConfiguration;
        };
    var fault =
        switch (ending.cause()) {
          case NONE, DIED -> Fault.BUG;
          // An image that cannot be pulled or a node that is full has cost the time, not the run.
          case DEADLINE -> begun.isPresent() ? Fault.BUG : Fault.TRANSIENT;
          case POD_GONE -> Fault.TRANSIENT;
          case NO_RUNNER, USAGE -> Fault.USER;
        };
    return new RunStatus(
        job.name(),
        job.name(),
        job.run(),
        job.key(),
        "Unknown",
        reason,
        fault,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        ending.imageId(),
        ending.startedAt().toString(),
        ending.finishedAt().toString(),
        sentence(ending.cause(), job.name()));
  }

  private static String sentence(JobView.Cause cause, String job) {
    return switch (cause) {
      case NONE -> "Job " + job + " ended without a result; see its log";
      case DIED -> "the container of Job " + job + " died without a result; see its log";
      case POD_GONE -> "the pod of Job " + job + " was deleted or evicted";
      case DEADLINE -> "Job " + job + " took longer than spec.policy.deadline";
      case NO_RUNNER ->
          "spec.migrations.image has nothing to run: build it FROM Revisor's base image";
      case USAGE ->
          "the runner in spec.migrations.image refused its arguments; see the log of Job " + job;
    };
  }

  /// `revision 3f2a: 3f2a_x.sql:12:4: relation "y" does not exist (SQLSTATE 42P01); hint`.
  private static @Nullable String explanation(String message, @Nullable RunError error) {
    if (error == null) {
      return null;
    }
    var text = new StringBuilder();
    if (error.revision() != null) {
      text.append("revision ").append(error.revision()).append(": ");
    }
    var located = error.located();
    text.append(error.message().equals(located) && located.isBlank() ? message : located);
    if (error.sqlState() != null) {
      text.append(" (SQLSTATE ").append(error.sqlState()).append(')');
    }
    if (error.hint() != null) {
      text.append("; ").append(error.hint());
    }
    return text.toString();
  }

  private static @Nullable Fault fault(Outcome outcome, @Nullable RunError error) {
    return switch (outcome) {
      case Succeeded, NothingToDo -> null;
      case Refused, Failed -> error == null ? Fault.USER : Fault.valueOf(error.fault().name());
    };
  }

  /// As [DatabaseView.Read#identity] has it.
  private static @Nullable String identity(RunResult.Database database) {
    return database.systemIdentifier() == null
        ? null
        : database.systemIdentifier() + "/" + database.name();
  }

  private static Reason reason(String name) {
    try {
      return Reason.valueOf(name);
    } catch (IllegalArgumentException _) {
      return Reason.InternalError;
    }
  }

  private static @Nullable List<String> texts(@Nullable Collection<RevisionId> ids) {
    return ids == null ? null : ids.stream().map(RevisionId::value).toList();
  }
}
