package dev.revisor.engine.run;

import dev.revisor.engine.database.Literal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a session is like when a script begins, whatever the script before it left behind, and
/// wherever the client runs: the driver would set the time zone of its own machine.
///
/// `DISCARD ALL` would do all of the resetting and drop the advisory lock too, so its parts are
/// sent one by one (manual, "DISCARD").
final class SessionSettings {
  static final String DEALLOCATE = "DEALLOCATE ALL";

  private static final List<String> RESET =
      List.of(
          "RESET SESSION AUTHORIZATION",
          "RESET ROLE",
          "RESET ALL",
          "CLOSE ALL",
          "UNLISTEN *",
          DEALLOCATE,
          "DISCARD TEMP",
          "DISCARD SEQUENCES");

  /// A client that is gone is noticed within seconds, also in the middle of a long statement: what
  /// it runs is broken off, and its lock is free.
  private static final List<String> NOTICE_LOST_CLIENTS =
      List.of(
          "SET client_connection_check_interval = '5s'",
          "SET tcp_keepalives_idle = 30",
          "SET tcp_keepalives_interval = 5",
          "SET tcp_keepalives_count = 3");

  private final List<String> statements;
  private final List<String> keepingPrepared;
  private final List<String> robust;

  private SessionSettings(List<String> statements, List<String> robust) {
    this.statements = List.copyOf(statements);
    this.keepingPrepared =
        statements.stream().filter(statement -> !statement.equals(DEALLOCATE)).toList();
    this.robust = List.copyOf(robust);
  }

  /// What a session is like before a client says anything.
  ///
  /// @param timeZone the server's, for this database and role
  /// @param noticesLostClients whether the server's system can
  /// @param commitsLate whether `synchronous_commit` is off
  /// @param escapesInStrings whether `standard_conforming_strings` is off
  record Facts(
      String timeZone, boolean noticesLostClients, boolean commitsLate, boolean escapesInStrings) {
    static final Facts UNKNOWN = new Facts("UTC", false, false, false);
  }

  /// Plain `SET`s: each step sends them, and the server is done with all of them in half of the
  /// time that one `SELECT set_config(…), …` takes.
  static SessionSettings of(RunOptions options, Facts facts) {
    var robust = robust(facts);
    var statements = new ArrayList<>(offline(options));
    statements.add("SET TimeZone = " + Literal.of(facts.timeZone()));
    if (facts.escapesInStrings()) {
      // a script means the same everywhere: what we take for one statement, the server does too
      statements.add("SET standard_conforming_strings = on");
    }
    statements.addAll(robust);
    return new SessionSettings(statements, robust);
  }

  /// A server that crashes must not lose what it said was committed: the run goes on after it.
  private static List<String> robust(Facts facts) {
    var statements = new ArrayList<String>();
    if (facts.commitsLate()) {
      statements.add("SET synchronous_commit = on");
    }
    if (facts.noticesLostClients()) {
      statements.addAll(NOTICE_LOST_CLIENTS);
    }
    return statements;
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

  /// The same, but what is prepared stays so.
  List<String> keepingPrepared() {
    return keepingPrepared;
  }

  /// Those of them that any session needs in which something is written down.
  List<String> robust() {
    return robust;
  }
}
