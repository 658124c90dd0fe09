package dev.revisor.engine.run;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.SQLException;
import java.time.Duration;

/// Finds out, before a lock is taken, whether a pooler gives each transaction another server
/// process. A lock of the session would then stay behind on a process of the pool and block every
/// later run.
///
/// A server tells its process number when a session begins; a pooler tells one of its own. Where
/// the two differ there is a pooler; whether it shares processes shows when a second session opens
/// a transaction: it gets the process that the first one seemed to have.
final class PoolerCheck {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private PoolerCheck() {}

  /// The session's server process.
  ///
  /// @throws RevisorException PoolerDetected
  static int processOf(Session session, ConnectionSettings settings, RunListener listener) {
    try {
      var pid = pid(session);
      if (pid != session.backendPid() && isShared(session, pid, settings, listener)) {
        throw RevisorException.of(
                Reason.PoolerDetected,
                "a pooler gives each transaction another server process: " + settings)
            .withHint("use the address of the server itself, or a pool in session mode");
      }
      return pid;
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot find out whether there is a pooler");
    }
  }

  private static int pid(Session session) throws SQLException {
    return Integer.parseInt(session.row("SELECT pg_backend_pid()").orElseThrow().getFirst());
  }

  /// While another session is inside a transaction, a session of its own keeps its process.
  private static boolean isShared(
      Session session, int pid, ConnectionSettings settings, RunListener listener)
      throws SQLException {
    var limited = settings.with("socketTimeout", Long.toString(LIMIT.toSeconds()));
    try (var other = Session.open(limited, listener)) {
      other.execute("BEGIN");
      var taken = pid(other) == pid || pid(session) != pid;
      other.execute("ROLLBACK");
      return taken;
    }
  }
}
