package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.history.HistorySql;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The session of a run, and the lock that it holds; after a lost connection another session that
/// holds it.
final class LockedSession implements AutoCloseable {
  /// How often a step is run again because the connection broke before it was committed.
  static final int MOST_RECONNECTS = 3;

  private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(30);
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

  private static final String BEGIN =
      SqlText.of(LockedSession.class, "session_begin.sql").toString();

  private final RunContext context;
  private final AdvisoryLock lock;
  private Session session;
  private @Nullable Session preparedIn;
  private SessionSettings settings;
  private int pid;

  private LockedSession(RunContext context, Session session) {
    this.context = context;
    this.session = session;
    this.lock = new AdvisoryLock(context);
    this.settings = SessionSettings.of(context.options(), SessionSettings.Facts.UNKNOWN);
  }

  /// Takes the lock for `session`, which from then on is this one's to close.
  static LockedSession lock(RunContext context, Session session) {
    var locked = new LockedSession(context, session);
    try {
      locked.begin();
      return locked;
    } catch (RevisorException e) {
      session.close();
      throw e;
    }
  }

  Session session() {
    return session;
  }

  SessionSettings settings() {
    return settings;
  }

  /// Whether the session ended with this failure.
  boolean isLost(SQLException failure) {
    return SqlStates.isConnectionLost(failure.getSQLState()) || session.isClosed();
  }

  /// A statement for any session that fails with 22012 unless this one has the lock.
  String possession() {
    return lock.possession(pid);
  }

  /// See [AdvisoryLock#isHeld].
  String isHeld() {
    return lock.isHeld(pid);
  }

  /// A statement that fails with 22012 (`division_by_zero`) unless the lock is held.
  String proof() {
    return StepSql.require(isHeld());
  }

  /// Sends statements of our own that the session then has prepared, unless it has them already.
  void prepare(List<String> statements) throws BatchException {
    if (preparedIn != session) {
      session.execute(statements);
      preparedIn = session;
    }
  }

  /// A script finds none of them.
  void unprepare() {
    if (preparedIn == session) {
      preparedIn = null;
      try {
        session.execute(SessionSettings.DEALLOCATE);
      } catch (SQLException e) {
        throw SqlStates.toException(e, "cannot prepare the session");
      }
    }
  }

  private void begin() {
    context.stop().onExpiry(session::cancel);
    try {
      var row = session.row(BEGIN).orElseThrow();
      pid = Integer.parseInt(row.getFirst());
      settings = SessionSettings.of(context.options(), facts(row));
      PoolerCheck.refuse(session, pid, context);
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot begin the session");
    }
    lock.acquire(session, context.options().lockWait());
    resetAlone();
  }

  private static SessionSettings.Facts facts(List<String> row) {
    return new SessionSettings.Facts(
        row.getLast(), row.get(1).equals("t"), row.get(2).equals("t"), row.get(3).equals("t"));
  }

  /// The same as [#reset], once nothing of an earlier run writes any more.
  private void resetAlone() {
    var journal = new JournalLock(context);
    var statements = new ArrayList<>(settings.statements());
    statements.add(journal.free());
    try {
      journal.send(session, statements, statements.size() - 1);
    } catch (BatchException e) {
      throw SqlStates.toException(e.sql(), "cannot prepare the session");
    }
  }

  /// Makes the session what it is when a script begins.
  void reset() {
    try {
      session.execute(settings.statements());
    } catch (BatchException e) {
      throw SqlStates.toException(e.sql(), "cannot prepare the session");
    }
  }

  /// A new session that holds the lock: only then is it sure that the old one has ended, and what
  /// it did.
  void reconnect() {
    session.close();
    var deadline = System.nanoTime() + RECONNECT_LIMIT.toNanos();
    while (true) {
      try {
        session = Session.open(context);
        begin();
        return;
      } catch (RevisorException e) {
        session.close();
        if (System.nanoTime() > deadline || context.stop().isRequested() || !isPassing(e)) {
          throw e;
        }
        context.stop().pause(RECONNECT_PAUSE);
      }
    }
  }

  /// A new session, without the lock and without patience: enough to record how the run ended.
  void reconnectOnce() {
    session.close();
    session = Session.open(context);
    reset();
  }

  /// Looks whether a step was committed, once the lock is held again: until then the old server
  /// process may still be committing.
  boolean isCommittedAfter(CommitUnknown broken, NumberedStep last) {
    context.tell(new RunEvent.Reconnecting(last.step(), broken.failure().error()));
    try {
      reconnect();
      waitForDisk();
      return isCommitted(last);
    } catch (RevisorException e) {
      e.addSuppressed(broken);
      throw e;
    }
  }

  /// Looks whether a step of this run was committed.
  boolean isCommitted(NumberedStep step) {
    try {
      return session.isTrue(history().isStepRecorded(context.request().key(), step.number()));
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot see whether the revision was committed");
    }
  }

  /// Nothing that was committed before can be lost any more, also where its `COMMIT` did not wait.
  void waitForDisk() {
    try {
      session.execute(history().waitForDisk(context.request().key()));
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot see whether the revision was committed");
    }
  }

  private HistorySql history() {
    return new HistorySql(context.request().versionTable());
  }

  private static boolean isPassing(RevisorException failure) {
    return failure.reason() == Reason.DatabaseUnreachable
        || failure.reason() == Reason.ConnectionLost;
  }

  /// Gives the lock back; closing the session would do so too, a moment later.
  @Override
  public void close() {
    try {
      session.rollBack();
      if (!session.isClosed()) {
        session.execute("SELECT pg_advisory_unlock_all()");
      }
    } catch (SQLException _) {
      // Closing does it.
    }
    session.close();
  }
}
