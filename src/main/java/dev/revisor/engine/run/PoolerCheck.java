package dev.revisor.engine.run;

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

  /// @param pid the session's server process, as the server itself says
  /// @throws RevisorException PoolerDetected
  static void refuse(Session session, int pid, RunContext context) throws SQLException {
    if (pid != session.backendPid() && isShared(session, pid, context)) {
      throw RevisorException.of(
              Reason.PoolerDetected,
              "a pooler gives each transaction another server process: "
                  + context.request().database())
          .withHint("use the address of the server itself, or a pool in session mode");
    }
  }

  /// While another session is inside a transaction, a session of its own keeps its process.
  private static boolean isShared(Session session, int pid, RunContext context)
      throws SQLException {
    var limited =
        context.request().database().with("socketTimeout", Long.toString(LIMIT.toSeconds()));
    try (var other = Session.open(limited, context.listener())) {
      other.execute("BEGIN");
      var taken = pid(other) == pid || pid(session) != pid;
      other.execute("ROLLBACK");
      return taken;
    }
  }

  private static int pid(Session session) throws SQLException {
    return Integer.parseInt(session.row("SELECT pg_backend_pid()").orElseThrow().getFirst());
  }
}
