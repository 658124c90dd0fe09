package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.VersionTable;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.LockHolder;
import dev.revisor.engine.history.RunLock;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The lock that keeps runs of one version table apart. It belongs to the session and ends with it.
/// It is polled: a session that waits inside the server holds a snapshot, which CREATE INDEX
/// CONCURRENTLY in the holder would wait for.
final class AdvisoryLock {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final RunLock lock;
  private final VersionTable table;
  private final RunContext context;

  AdvisoryLock(RunContext context) {
    this.table = context.request().versionTable();
    this.lock = RunLock.of(table);
    this.context = context;
  }

  /// Takes the lock, or waits for it.
  ///
  /// @throws RevisorException LockTimeout, which says who holds it; Terminated
  void acquire(Session session, Duration limit) {
    var start = System.nanoTime();
    var pause = FIRST_PAUSE;
    Optional<LockHolder> told = Optional.empty();
    var remindAt = Duration.ZERO;
    while (!tryOnce(session)) {
      var waited = Duration.ofNanos(System.nanoTime() - start);
      var holder = new HistoryReader(session.connection(), table).lockHolder();
      if (waited.compareTo(limit) >= 0) {
        throw timeout(holder, limit);
      }
      if (!holder.equals(told) || waited.compareTo(remindAt) >= 0) {
        context.tell(new RunEvent.WaitingForLock(holder, waited));
        told = holder;
        remindAt = waited.plus(REMINDER);
      }
      context.stop().pause(shorter(jittered(pause), limit.minus(waited)));
      context.refuseToGoOnWhenStopped();
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /// A condition that holds where it is asked in the session `pid` and that still has the lock; to
  /// be asked once, since it takes it back and again. It takes the lock for the transaction too, so
  /// that no other run can begin before the transaction has ended, even if the session's lock
  /// should get lost.
  ///
  /// What a session holds it alone can give back, which tells whether it does: meanwhile the
  /// transaction's lock keeps others out. The view of all locks would tell too, but costs more the
  /// more of them there are.
  String isHeld(int pid) {
    var key = lock.key();
    return "CASE WHEN pg_backend_pid() <> "
        + pid
        + " THEN false WHEN NOT pg_try_advisory_xact_lock("
        + key
        + ") THEN false WHEN NOT pg_advisory_unlock("
        + key
        + ") THEN false ELSE pg_try_advisory_lock("
        + key
        + ") END";
  }

  /// A statement for any session that fails with 22012 unless the session `pid` has the lock.
  String possession(int pid) {
    return "SELECT 1 / EXISTS (SELECT FROM pg_locks WHERE pid = "
        + pid
        + " AND granted AND locktype = 'advisory' AND objsubid = 1 AND classid::bigint = "
        + lock.classId()
        + " AND objid::bigint = "
        + lock.objectId()
        + ")::integer";
  }

  private boolean tryOnce(Session session) {
    try {
      return session.isTrue("SELECT pg_try_advisory_lock(" + lock.key() + ")");
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot take the run lock");
    }
  }

  private RevisorException timeout(Optional<LockHolder> holder, Duration limit) {
    return RevisorException.of(
        Reason.LockTimeout,
        "another run holds the lock of "
            + table
            + " for more than "
            + limit.toSeconds()
            + " s: "
            + holder.map(LockHolder::toString).orElse("it just let go"));
  }

  private static Duration jittered(Duration pause) {
    return Duration.ofMillis(
        pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
