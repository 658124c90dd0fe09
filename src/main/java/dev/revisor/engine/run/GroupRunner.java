package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.Took;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Step;
import dev.revisor.script.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Runs steps in one transaction with the change of the version rows and everything that is
/// recorded of them: either all of it happens, or nothing. Usually it is one step.
final class GroupRunner implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final RunContext context;
  private final StepScripts scripts;
  private final LockedSession locked;
  private final StepBatches batches;
  private final StepAhead ahead;
  private final StepFlight flight;
  private final StepProgress progress;

  GroupRunner(
      RunContext context, StepScripts scripts, LockedSession locked, StepProgress progress) {
    this.context = context;
    this.scripts = scripts;
    this.locked = locked;
    this.batches = new StepBatches(locked, context.request());
    this.ahead = new StepAhead(scripts, context.request().variables(), locked, batches);
    this.progress = new ToldOnce(progress);
    this.flight = new StepFlight(context, locked, batches, this.progress);
  }

  /// A group that is being run: how far it came.
  private static final class Attempt {
    private final List<NumberedStep> group;
    private final Optional<NumberedStep> next;
    private final Runnable meanwhile;
    private final List<RunResult.StepResult> done = new ArrayList<>();

    /// When the current step began.
    private long start;

    private Attempt(List<NumberedStep> group, Optional<NumberedStep> next, Runnable meanwhile) {
      this.group = group;
      this.next = next;
      this.meanwhile = meanwhile;
    }

    private void finished() {
      done.add(result(current(), start));
    }

    private boolean isLast() {
      return done.size() == group.size() - 1;
    }

    private Step current() {
      return group.get(Math.min(done.size(), group.size() - 1)).step();
    }
  }

  /// Runs one of several groups, and those after it that are ready to be sent with it. What is run
  /// after them, if that is run by this object, is got ready meanwhile.
  ///
  /// @return how many groups were run
  /// @throws RevisorException and then nothing of the group that failed is left, except for the
  ///   steps that were reported as committed
  int run(List<List<NumberedStep>> groups, int at) {
    var ready = ahead.end(groups.get(at).getFirst());
    if (ready.isEmpty()) {
      run(groups, at, this::once);
      return 1;
    }
    return together(groups, at, ready);
  }

  /// One try to run a group.
  private interface Try {
    void run(Attempt attempt) throws CommitUnknown;
  }

  private void run(List<List<NumberedStep>> groups, int at, Try first) {
    run(
        groups.get(at),
        transactionAfter(groups, at),
        () -> ahead.begin(coming(groups, at + 1)),
        first);
  }

  /// The steps that can be sent together, from a place on.
  private List<StepAhead.Coming> coming(List<List<NumberedStep>> groups, int from) {
    var steps = new ArrayList<StepAhead.Coming>();
    for (var at = from; at < groups.size() && steps.size() < flight.mostSteps(); at++) {
      var step = groups.get(at).getFirst();
      if (groups.get(at).size() > 1 || step.isStatementwise()) {
        break;
      }
      steps.add(new StepAhead.Coming(step, transactionAfter(groups, at)));
    }
    return steps;
  }

  private int together(List<List<NumberedStep>> groups, int at, List<StepAhead.Ready> ready) {
    progress.started(ready.getFirst().step());
    ahead.begin(coming(groups, at + ready.size()));
    var landed = flight.send(ready);
    var done = landed.committed();
    if (landed.failure().isEmpty()) {
      return done;
    }
    run(groups, at + done, new Failed(landed.failure().get()));
    done++;
    if (landed.failure().get() instanceof CommitUnknown) {
      for (; done < ready.size() && locked.isCommitted(ready.get(done).step()); done++) {
        var step = ready.get(done).step();
        progress.started(step);
        progress.committed(step, result(step.step(), Duration.ZERO));
      }
    }
    return done;
  }

  /// A first try whose end is known.
  private record Failed(Exception failure) implements Try {
    @Override
    public void run(Attempt attempt) throws CommitUnknown {
      attempt.start = System.nanoTime();
      switch (failure) {
        case CommitUnknown unknown -> throw unknown;
        case RevisorException failed -> throw failed;
        default -> throw new IllegalStateException(failure);
      }
    }
  }

  /// The step that begins a transaction right after a group.
  private static Optional<NumberedStep> transactionAfter(List<List<NumberedStep>> groups, int at) {
    return at + 1 == groups.size()
        ? Optional.empty()
        : Optional.of(groups.get(at + 1).getFirst()).filter(step -> !step.isStatementwise());
  }

  /// @param next its transaction is begun right behind the `COMMIT` of the group, without waiting
  /// @param meanwhile what is begun before the server is waited for
  private void run(
      List<NumberedStep> group, Optional<NumberedStep> next, Runnable meanwhile, Try first) {
    Try again = this::once;
    var reconnects = 0;
    for (var number = 1; ; number++) {
      var attempt = new Attempt(group, next, meanwhile);
      try {
        (number == 1 ? first : again).run(attempt);
        report(attempt);
        return;
      } catch (CommitUnknown e) {
        if (isCommitted(e, group.getLast())) {
          attempt.finished();
          report(attempt);
          return;
        }
        if (++reconnects > e.mostReconnects()) {
          throw Failures.during(group.getLast().step(), e.failure());
        }
      } catch (RevisorException e) {
        locked.session().rollBack();
        var before = attempt.done.size();
        if (SqlStates.isUnsafeNewEnumValue(e.error().sqlState()) && before > 0) {
          run(group.subList(0, before), Optional.empty(), () -> {}, this::once);
          run(group.subList(before, group.size()), next, meanwhile, this::once);
          return;
        }
        prepareRetry(attempt.current(), e, number);
      }
    }
  }

  private void once(Attempt attempt) throws CommitUnknown {
    locked.unprepare();
    for (var numbered : attempt.group) {
      attempt.start = System.nanoTime();
      progress.started(numbered);
      ahead.stop();
      var script = scripts.of(numbered.step());
      var isFirst = attempt.done.isEmpty();
      batches.begin(numbered, isFirst ? StepBatches.Edge.TRANSACTION : StepBatches.Edge.INSIDE);
      send(numbered, script, attempt);
      attempt.finished();
    }
  }

  /// What is left of a step that has a transaction of its own goes out with its end.
  private void send(NumberedStep numbered, StepScript script, Attempt attempt)
      throws CommitUnknown {
    var step = numbered.step();
    var run = new ScriptRun(context);
    var sender = new TransactionalSender(locked.session(), step, script);
    run.run(step, script, sender);
    try {
      if (attempt.group.size() == 1) {
        var ending = batches.ending(numbered, script, attempt.next);
        finish(sender.rest(ending.length()), ending, attempt);
        return;
      }
      sender.flush();
      var took = Took.of(Duration.ofNanos(System.nanoTime() - attempt.start));
      var end =
          attempt.isLast() ? new StepBatches.End.Commit(attempt.next) : new StepBatches.End.Open();
      finish(List.of(), batches.ending(numbered, script, took, end), attempt);
    } catch (StatementException e) {
      throw run.failure(step, script, e);
    }
  }

  private void finish(List<Statement> rest, StepBatches.Ending ending, Attempt attempt)
      throws CommitUnknown {
    if (attempt.isLast()) {
      attempt.meanwhile.run();
    }
    try {
      batches.finish(rest, ending);
    } catch (StatementException e) {
      throw flight.ofScript(ending, e);
    }
  }

  @Override
  public void close() {
    ahead.close();
  }

  static RunResult.StepResult result(Step step, long startNanos) {
    return result(step, Duration.ofNanos(System.nanoTime() - startNanos));
  }

  static RunResult.StepResult result(Step step, Duration took) {
    return new RunResult.StepResult(step.revision(), step.direction().word(), took);
  }

  private void report(Attempt attempt) {
    flight.timed(attempt.done.getLast().duration());
    for (var i = 0; i < attempt.group.size(); i++) {
      progress.committed(attempt.group.get(i), attempt.done.get(i));
    }
  }

  private boolean isCommitted(CommitUnknown broken, NumberedStep last) {
    try {
      return locked.isCommittedAfter(broken, last);
    } catch (RevisorException e) {
      throw Failures.during(last.step(), e);
    }
  }

  /// Throws the failure when there is nothing to be retried.
  private void prepareRetry(Step step, RevisorException failure, int attempt) {
    var retryable = SqlStates.isRetryable(failure.error().sqlState());
    if (!retryable
        || attempt > context.options().lockRetries()
        || context.stop().isRequested()
        || locked.session().isClosed()) {
      throw Failures.during(step, failure);
    }
    var pause = pause(attempt);
    context.tell(new RunEvent.Retrying(step, attempt, failure.error(), pause));
    locked.reset();
    context.stop().pause(pause);
    context.refuseToGoOnWhenStopped();
  }

  /// Between half of and the whole of a pause that doubles.
  private static Duration pause(int attempt) {
    var doubled = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
    var most = Math.min(doubled, LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
