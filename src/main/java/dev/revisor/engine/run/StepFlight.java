package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.RevisorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Steps that are ready, each with a transaction of its own, sent together: the server goes from
/// one to the next without waiting for the client. Where one fails, the server refuses all that
/// follows it. As many are sent together as are done in a moment, so that a run is stopped, and its
/// progress told, as if they went one by one. Only the last `COMMIT` waits for the disk, and what
/// became of the steps is told after it.
final class StepFlight {
  private static final int MOST_STEPS = 8;
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final RunContext context;
  private final LockedSession locked;
  private final StepBatches batches;
  private final StepProgress progress;

  /// Of the last one that was timed.
  private Duration stepTook = MOMENT;

  /// How many steps go one by one, since one of so many broke the connection.
  private int alone;

  StepFlight(RunContext context, LockedSession locked, StepBatches batches, StepProgress progress) {
    this.context = context;
    this.locked = locked;
    this.batches = batches;
    this.progress = progress;
  }

  /// What became of steps that were sent together.
  ///
  /// @param committed how many are known to be committed, and to be on disk
  /// @param failure of the step after them, if that is not to be tried alone: a [RevisorException];
  ///   or a [CommitUnknown], which is of any of the steps, and then nothing is known of all of them
  record Landed(int committed, Optional<Exception> failure) {}

  /// How many steps the next flight may have.
  int mostSteps() {
    var quick = MOMENT.toNanos() / Math.max(1, stepTook.toNanos());
    return alone > 0 ? 1 : Math.clamp(quick, 1, MOST_STEPS);
  }

  void timed(Duration step) {
    stepTook = step;
    alone = Math.max(0, alone - 1);
  }

  /// Sends them, waits for the last, and tells of each that is committed.
  Landed send(List<StepAhead.Ready> ready) {
    var steps = onlyLastWaiting(ready);
    var messages = new ArrayList<String>();
    for (var step : steps) {
      messages.addAll(StepBatches.messages(step.statements(), step.ending()));
    }
    var log = new Log(steps);
    try {
      batches.prepare();
      batches.begin(steps.getFirst().step(), StepBatches.Edge.TRANSACTION);
      context.refuseToGoOnWhenStopped();
      locked.session().pipeline(messages, log::heard, log::completed);
      batches.began(steps.getLast().ending());
      log.tell();
      return new Landed(steps.size(), Optional.empty());
    } catch (BatchException e) {
      return failed(steps, log, e);
    } catch (RevisorException e) {
      return new Landed(0, Optional.of(e));
    }
  }

  private static List<StepAhead.Ready> onlyLastWaiting(List<StepAhead.Ready> ready) {
    var steps = new ArrayList<StepAhead.Ready>();
    ready.subList(0, ready.size() - 1).forEach(step -> steps.add(step.notWaiting()));
    steps.add(ready.getLast());
    return steps;
  }

  private Landed failed(List<StepAhead.Ready> steps, Log log, BatchException e) {
    var start = log.startOf(e.completed());
    var ofStep = new BatchException(e.sql(), e.completed() - start.statements);
    try {
      var failure = failure(steps.get(start.step), ofStep);
      var committed = failure.isEmpty() ? start.step + 1 : start.step;
      locked.session().rollBack();
      if (committed > 0) {
        waitForDisk();
      }
      log.tell();
      return new Landed(committed, failure.filter(why -> !isOfPrepared(why)).map(why -> why));
    } catch (CommitUnknown failure) {
      return unknown(steps, log, failure);
    }
  }

  /// Functions can prepare statements, and drop ours: alone, the step is rid of what others left.
  private static boolean isOfPrepared(RevisorException failure) {
    return SqlStates.isOfPreparedStatement(failure.error().sqlState());
  }

  private Landed unknown(List<StepAhead.Ready> steps, Log log, CommitUnknown failure) {
    alone = steps.size();
    log.tellNotices();
    return new Landed(0, Optional.of(failure));
  }

  /// Why a step was not committed; none where what failed is the beginning of the next one.
  private Optional<RevisorException> failure(StepAhead.Ready step, BatchException e)
      throws CommitUnknown {
    try {
      batches.refuse(step.statements(), step.ending(), e);
      return Optional.empty();
    } catch (StatementException statement) {
      return Optional.of(ofScript(step.ending(), statement));
    } catch (RevisorException failure) {
      return Optional.of(failure);
    }
  }

  private void waitForDisk() throws CommitUnknown {
    try {
      locked.waitForDisk();
    } catch (RevisorException e) {
      throw CommitUnknown.atEnd(e);
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

  /// Where each step's statements are among those of all, and what happened up to now.
  private final class Log {
    private final List<StepAhead.Ready> steps;
    private final int[] starts;
    private final List<News> news = new ArrayList<>();
    private int current;
    private long began = System.nanoTime();

    private Log(List<StepAhead.Ready> steps) {
      this.steps = steps;
      this.starts = new int[steps.size()];
      for (var at = 1; at < steps.size(); at++) {
        var before = steps.get(at - 1).ending().following().size();
        starts[at] = starts[at - 1] + own(at - 1) + before;
      }
    }

    private int own(int at) {
      return steps.get(at).statements().size() + steps.get(at).ending().own().size();
    }

    private void heard(RunEvent notice) {
      news.add(new News.Notice(notice));
    }

    private void completed(int statements) {
      if (current < steps.size() && statements == starts[current]) {
        news.add(new News.Started(steps.get(current).step()));
      } else if (current < steps.size() && statements == starts[current] + own(current)) {
        var now = System.nanoTime();
        stepTook = Duration.ofNanos(now - began);
        began = now;
        news.add(new News.Committed(steps.get(current++).step(), stepTook));
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

    private void tell() {
      for (var each : news) {
        switch (each) {
          case News.Notice(var notice) -> context.tell(notice);
          case News.Started(var step) -> progress.started(step);
          case News.Committed(var step, var took) ->
              progress.committed(step, GroupRunner.result(step.step(), took));
        }
      }
    }

    /// Without what may be lost.
    private void tellNotices() {
      news.removeIf(each -> !(each instanceof News.Notice));
      tell();
    }
  }

  /// What is told later.
  private sealed interface News {
    record Notice(RunEvent event) implements News {}

    record Started(NumberedStep step) implements News {}

    record Committed(NumberedStep step, Duration took) implements News {}
  }
}
