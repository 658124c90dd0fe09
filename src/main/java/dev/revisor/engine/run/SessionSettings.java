package dev.revisor.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a session is like when a script begins, whatever the script before it left behind.
///
/// `DISCARD ALL` would do all of it and drop the advisory lock too, so its parts are sent one by
/// one (manual, "DISCARD").
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

  private final List<String> statements;

  private SessionSettings(List<String> statements) {
    this.statements = List.copyOf(statements);
  }

  static SessionSettings of(RunOptions options) {
    var statements = new ArrayList<>(RESET);
    options.role().ifPresent(role -> statements.add("SET ROLE " + role.quoted()));
    statements.add("SET lock_timeout = " + millis(options.lockTimeout()));
    statements.add("SET statement_timeout = " + millis(options.statementTimeout()));
    return new SessionSettings(statements);
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
