package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The session of a run, and the lock that it holds; after a lost connection another session that
/// holds it.
final class LockedSession implements AutoCloseable {
  private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(30);
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);

  private final RunRequest request;
  private final RunListener listener;
  private final StopSignal stop;
  private final AdvisoryLock lock;
  private final SessionSettings settings;
  private Session session;

  private LockedSession(
      RunRequest request, Session session, RunListener listener, StopSignal stop) {
    this.request = request;
    this.session = session;
    this.listener = listener;
    this.stop = stop;
    this.lock = new AdvisoryLock(request.versionTable(), listener, stop);
    this.settings = SessionSettings.of(request.options());
  }

  /// Takes the lock for `session`, which from then on is this one's to close.
  static LockedSession lock(
      RunRequest request, Session session, RunListener listener, StopSignal stop) {
    var locked = new LockedSession(request, session, listener, stop);
    locked.begin();
    return locked;
  }

  Session session() {
    return session;
  }

  SessionSettings settings() {
    return settings;
  }

  /// See [AdvisoryLock#proof].
  List<String> proof() {
    return lock.proof(session.backendPid());
  }

  private void begin() {
    stop.onExpiry(session::cancel);
    PoolerCheck.refuse(session, request.database(), listener);
    lock.acquire(session, request.options().lockWait());
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
        session = Session.open(request.database(), listener);
        begin();
        return;
      } catch (RevisorException e) {
        if (System.nanoTime() > deadline || stop.isRequested() || !isPassing(e)) {
          throw e;
        }
        stop.pause(RECONNECT_PAUSE);
      }
    }
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
