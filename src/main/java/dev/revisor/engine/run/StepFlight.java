package dev.revisor.engine.run;

import dev.revisor.engine.result.RevisorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Steps that are ready, each with a transaction of its own, sent together: the server goes from
/// one to the next without waiting for the client. Where one fails, the server refuses all that
/// follows it. As many are sent together as are done in a moment, so that a run is stopped, and its
/// progress told, as if they went one by one.
final class StepFlight {
  private static final int MOST_STEPS = 8;
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final RunContext context;
  private final LockedSession locked;
  private final StepBatches batches;
  private final StepProgress progress;

  /// Of the last one that was timed.
  private Duration stepTook = MOMENT;

  StepFlight(RunContext context, LockedSession locked, StepBatches batches, StepProgress progress) {
    this.context = context;
    this.locked = locked;
    this.batches = batches;
    this.progress = progress;
  }

  /// What became of steps that were sent together.
  ///
  /// @param committed how many are known to be committed
  /// @param failure of the step after them: a [RevisorException], or a [CommitUnknown], and then
  ///   those that were sent behind it may be committed too
  record Landed(int committed, Optional<Exception> failure) {}

  /// How many steps the next flight may have.
  int mostSteps() {
    var quick = MOMENT.toNanos() / Math.max(1, stepTook.toNanos());
    return Math.clamp(quick, 1, MOST_STEPS);
  }

  void timed(Duration step) {
    stepTook = step;
  }

  /// Sends them, tells of each when it is committed, and waits for the last.
  Landed send(List<StepAhead.Ready> steps) {
    var messages = new ArrayList<String>();
    var times = new Times(steps);
    for (var step : steps) {
      messages.addAll(StepBatches.messages(step.statements(), step.ending()));
    }
    try {
      batches.begin(steps.getFirst().step(), StepBatches.Edge.TRANSACTION);
      context.refuseToGoOnWhenStopped();
      locked.session().pipeline(messages, times::completed);
      batches.began(steps.getLast().ending());
      return new Landed(steps.size(), Optional.empty());
    } catch (BatchException e) {
      return failed(steps, times.startOf(e.completed()), e);
    } catch (RevisorException e) {
      return new Landed(0, Optional.of(e));
    }
  }

  private Landed failed(List<StepAhead.Ready> steps, Start start, BatchException e) {
    var ofStep = new BatchException(e.sql(), e.completed() - start.statements);
    try {
      refuse(steps.get(start.step), ofStep);
      locked.session().rollBack();
      return new Landed(start.step + 1, Optional.empty());
    } catch (CommitUnknown | RevisorException failure) {
      return new Landed(start.step, Optional.of(failure));
    }
  }

  private void refuse(StepAhead.Ready step, BatchException e) throws CommitUnknown {
    try {
      batches.refuse(step.statements(), step.ending(), e);
    } catch (StatementException statement) {
      throw ofScript(step.ending(), statement);
    }
  }

  /// What it means that a statement of a script failed that was sent with the end of its step.
  ///
  /// @return a failure that is known not to have been committed
  /// @throws CommitUnknown where the connection broke
  RevisorException ofScript(StepBatches.Ending ending, StatementException e) throws CommitUnknown {
    var step = ending.numbered().step();
    var failure = new ScriptRun(context).failure(step, ending.script(), e);
    if (locked.isLost(e.sql())) {
      throw CommitUnknown.withScript(failure);
    }
    return failure;
  }

  /// A step of several, and how many statements were sent before its own.
  private record Start(int step, int statements) {}

  /// Where each step's statements are among those of all; it tells how far the server came.
  private final class Times {
    private final List<StepAhead.Ready> steps;
    private final int[] starts;
    private int current;
    private long began = System.nanoTime();

    private Times(List<StepAhead.Ready> steps) {
      this.steps = steps;
      this.starts = new int[steps.size()];
      for (var at = 1; at < steps.size(); at++) {
        starts[at] = starts[at - 1] + own(at - 1) + steps.get(at - 1).ending().following();
      }
    }

    private int own(int at) {
      return steps.get(at).statements().size() + steps.get(at).ending().own();
    }

    private void completed(int statements) {
      if (current < steps.size() && statements == starts[current]) {
        progress.started(steps.get(current).step());
      } else if (current < steps.size() && statements == starts[current] + own(current)) {
        var step = steps.get(current++).step();
        var now = System.nanoTime();
        stepTook = Duration.ofNanos(now - began);
        began = now;
        progress.committed(step, GroupRunner.result(step.step(), stepTook));
      }
    }

    /// Of the step that a statement was sent for, or that it was sent right behind.
    private Start startOf(int statement) {
      var step = starts.length - 1;
      while (starts[step] > statement) {
        step--;
      }
      return new Start(step, starts[step]);
    }
  }
}
