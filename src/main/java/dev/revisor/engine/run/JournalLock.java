package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.RunLock;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.time.Duration;
import java.util.List;

/// The lock that a [ProgressJournal] holds beside the run's own. The journal writes in a session of
/// its own, which may outlive that of its run for a moment: what it was just told to write down has
/// to be there before the next run judges, not after.
final class JournalLock {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final RunContext context;
  private final long key;

  JournalLock(RunContext context) {
    this.context = context;
    this.key = RunLock.ofJournal(context.request().versionTable()).key();
  }

  /// Takes it for the session. Fails with 22012 (`division_by_zero`) while another one has it.
  String taken() {
    return "SELECT 1 / pg_try_advisory_lock(" + key + ")::integer";
  }

  /// Fails in the same way, and takes it for a moment only.
  String free() {
    return "SELECT 1 / pg_try_advisory_xact_lock(" + key + ")::integer";
  }

  /// Sends statements until the one at `index`, which is one of the above, goes through.
  ///
  /// @throws RevisorException LockTimeout; Terminated
  void send(Session session, List<String> statements, int index) throws BatchException {
    var limit = context.options().lockWait();
    var start = System.nanoTime();
    for (var pause = FIRST_PAUSE; ; pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE)) {
      try {
        session.execute(statements);
        return;
      } catch (BatchException e) {
        if (e.completed() != index || !SqlStates.isDivisionByZero(e.sql().getSQLState())) {
          throw e;
        }
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        throw RevisorException.of(
            Reason.LockTimeout,
            "a session of an earlier run has been writing down its progress for more than "
                + limit.toSeconds()
                + " s");
      }
      context.stop().pause(pause);
      context.refuseToGoOnWhenStopped();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
