package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.Took;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Step;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.core.TransactionState;

/// Runs a step whose script is not for a transaction: statement by statement in one session, each
/// written down before and after, and at the end the version rows and the records in a transaction
/// of their own.
final class StatementwiseRunner {
  private final RunContext context;
  private final StepScripts scripts;
  private final LockedSession locked;
  private final StepBatches batches;
  private final StepProgress progress;

  StatementwiseRunner(
      RunContext context, StepScripts scripts, LockedSession locked, StepProgress progress) {
    this.context = context;
    this.scripts = scripts;
    this.locked = locked;
    this.batches = new StepBatches(locked, context.request());
    this.progress = progress;
  }

  /// @throws RevisorException and then the journal knows how far it came
  void run(NumberedStep numbered) {
    var step = numbered.step();
    var start = System.nanoTime();
    progress.started(numbered);
    try {
      var script = scripts.of(step);
      locked.unprepare();
      prove(step);
      try (var journal = ProgressJournal.open(context, numbered, locked)) {
        var sender = new StatementByStatement(locked.session(), journal, step, script.file());
        new ScriptRun(context).run(step, script, sender);
        refuseOpenTransaction(step, script, journal, sender);
      }
      locked.reset();
      commit(numbered, script, start);
    } catch (RevisorException e) {
      locked.session().rollBack();
      throw Failures.during(step, e);
    }
  }

  private void prove(Step step) {
    try {
      locked.session().execute(locked.proof());
    } catch (SQLException e) {
      throw SqlStates.isDivisionByZero(e.getSQLState())
          ? StepBatches.lockLost()
          : SqlStates.toException(e, "cannot begin revision " + step.revision());
    }
  }

  private void refuseOpenTransaction(
      Step step, StepScript script, ProgressJournal journal, StatementByStatement sender) {
    if (locked.session().transaction() == TransactionState.IDLE) {
      return;
    }
    locked.session().rollBack();
    journal.undone(sender.blockStart());
    var failure =
        RevisorException.of(
            Reason.InvalidScript, "the script begins a transaction and does not end it");
    throw Failures.during(step, failure.with(failure.error().at(script.file(), 0, 0)));
  }

  private void commit(NumberedStep numbered, StepScript script, long start) {
    for (var attempt = 1; ; attempt++) {
      var done = GroupRunner.result(numbered.step(), start);
      var end = new StepBatches.End.Commit(Optional.empty());
      try {
        batches.begin(numbered, StepBatches.Edge.TRANSACTION);
        batches.finish(batches.ending(numbered, script, Took.of(done.duration()), end));
        progress.committed(numbered, done);
        return;
      } catch (CommitUnknown e) {
        if (locked.isCommittedAfter(e, numbered)) {
          progress.committed(numbered, done);
          return;
        }
        if (attempt > e.mostReconnects()) {
          throw e.failure();
        }
      }
    }
  }
}
