package dev.revisor.engine.run;

import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a session is like when a script begins, whatever the script before it left behind, and
/// wherever the client runs: the driver would set the time zone of its own machine.
///
/// `DISCARD ALL` would do all of the resetting and drop the advisory lock too, so its parts are
/// sent one by one (manual, "DISCARD").
final class SessionSettings {
  private static final List<String> RESET =
      List.of(
          "RESET SESSION AUTHORIZATION",
          "RESET ROLE",
          "RESET ALL",
          "CLOSE ALL",
          "UNLISTEN *",
          "DEALLOCATE ALL",
          "DISCARD TEMP",
          "DISCARD SEQUENCES");

  static final String LIVENESS =
      SqlText.of(SessionSettings.class, "session_liveness.sql").toString();

  /// A server that crashes must not lose what it said was committed: the run goes on after it.
  static final String DURABLE =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  private static final SqlText STEP = SqlText.of(SessionSettings.class, "session_settings.sql");

  private final List<String> statements;

  private SessionSettings(List<String> statements) {
    this.statements = List.copyOf(statements);
  }

  /// @param timeZone the server's, for this database and role
  static SessionSettings of(RunOptions options, String timeZone) {
    var statements = new ArrayList<>(RESET);
    options.role().ifPresent(role -> statements.add("SET ROLE " + role.quoted()));
    statements.add(
        STEP.with("lockTimeout", Literal.of(Long.toString(millis(options.lockTimeout()))))
            .with("statementTimeout", Literal.of(Long.toString(millis(options.statementTimeout()))))
            .with("timeZone", Literal.of(timeZone))
            .toString());
    return new SessionSettings(statements);
  }

  /// Those that a script can set that is run later: the server's time zone stays as it is.
  static List<String> offline(RunOptions options) {
    var statements = new ArrayList<>(RESET);
    options.role().ifPresent(role -> statements.add("SET ROLE " + role.quoted()));
    statements.add("SET lock_timeout = " + millis(options.lockTimeout()));
    statements.add("SET statement_timeout = " + millis(options.statementTimeout()));
    return List.copyOf(statements);
  }

  /// A time limit of PostgreSQL is an `integer`; 0 is none.
  private static long millis(Duration duration) {
    return Math.min(duration.toMillis(), Integer.MAX_VALUE);
  }

  /// The statements that bring it about; they run inside or outside a transaction.
  List<String> statements() {
    return statements;
  }
}
