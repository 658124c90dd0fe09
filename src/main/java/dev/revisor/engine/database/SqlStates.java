package dev.revisor.engine.database;

import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunError;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What an SQLSTATE means for a run. See "PostgreSQL Error Codes", appendix A of the manual:
/// https://www.postgresql.org/docs/current/errcodes-appendix.html
public final class SqlStates {
  /// `lock_not_available`, `deadlock_detected`, `serialization_failure`: the same may go well
  /// later.
  private static final Set<String> LOCKS = Set.of("55P03", "40P01", "40001");

  /// The server ends the session: `admin_shutdown`, `crash_shutdown`, `database_dropped`,
  /// `idle_session_timeout`, `idle_in_transaction_session_timeout`, `transaction_timeout`.
  private static final Set<String> ENDED =
      Set.of("57P01", "57P02", "57P04", "57P05", "25P03", "25P04");

  /// `invalid_password`; none was given, as the driver says.
  private static final Set<String> PASSWORDS = Set.of("28P01", "08004");

  private SqlStates() {}

  /// A reason and whose fault it is.
  public record Verdict(Reason reason, Fault fault) {
    private static Verdict of(Reason reason) {
      return new Verdict(reason, reason.fault());
    }
  }

  /// Whether the statement's transaction can be run again.
  public static boolean isRetryable(@Nullable String state) {
    return state != null && LOCKS.contains(state);
  }

  /// `division_by_zero`: how our own statements say that a condition does not hold.
  public static boolean isDivisionByZero(@Nullable String state) {
    return "22012".equals(state);
  }

  /// `invalid_parameter_value`: such as a role that does not exist.
  public static boolean isInvalidValue(@Nullable String state) {
    return "22023".equals(state);
  }

  /// `unique_violation`.
  public static boolean isUniqueViolation(@Nullable String state) {
    return "23505".equals(state);
  }

  /// `duplicate_prepared_statement` and, for one that is not there, `invalid_sql_statement_name`.
  public static boolean isOfPreparedStatement(@Nullable String state) {
    return "42P05".equals(state) || "26000".equals(state);
  }

  /// `insufficient_privilege`.
  public static boolean isDenied(@Nullable String state) {
    return "42501".equals(state);
  }

  /// `unsafe_new_enum_value_usage`: a value that was added in the transaction is used in it.
  public static boolean isUnsafeNewEnumValue(@Nullable String state) {
    return "55P04".equals(state);
  }

  /// `query_canceled`: on request, or after `statement_timeout`.
  public static boolean isCancelled(@Nullable String state) {
    return "57014".equals(state);
  }

  /// Whether the session is gone.
  public static boolean isConnectionLost(@Nullable String state) {
    return state != null && (state.startsWith("08") || ENDED.contains(state));
  }

  /// While connecting.
  static Verdict ofConnecting(@Nullable String state) {
    return switch (state == null ? "" : state) {
      case "28000", "28P01", "08004" -> Verdict.of(Reason.AuthenticationFailed);
      case "3D000" -> Verdict.of(Reason.DatabaseNotFound);
      case "42501" -> Verdict.of(Reason.InsufficientPrivilege);
      default -> Verdict.of(Reason.DatabaseUnreachable);
    };
  }

  /// In one of our own statements.
  static Verdict ofOurs(@Nullable String state) {
    var code = state == null ? "" : state;
    if (isConnectionLost(code)) {
      return Verdict.of(Reason.ConnectionLost);
    }
    if (LOCKS.contains(code)) {
      return Verdict.of(Reason.LockTimeout);
    }
    return switch (code) {
      case "42501" -> Verdict.of(Reason.InsufficientPrivilege);
      // cannot_connect_now, read_only_sql_transaction
      case "57P03", "25006" -> Verdict.of(Reason.DatabaseUnreachable);
      // query_canceled, io_error
      case "57014", "58030" -> new Verdict(Reason.ConnectionLost, Fault.TRANSIENT);
      default ->
          // class 53: insufficient resources
          code.startsWith("53")
              ? Verdict.of(Reason.DatabaseUnreachable)
              : Verdict.of(Reason.InternalError);
    };
  }

  /// In a statement of a script: the user's fault, unless the surroundings are to blame.
  public static Verdict ofScript(@Nullable String state) {
    var code = state == null ? "" : state;
    if (isConnectionLost(code)) {
      return Verdict.of(Reason.ConnectionLost);
    }
    if (LOCKS.contains(code)) {
      return Verdict.of(Reason.LockTimeout);
    }
    // insufficient_resources (disk full, out of memory …), io_error
    return code.startsWith("53") || code.equals("58030")
        ? new Verdict(Reason.MigrationFailed, Fault.TRANSIENT)
        : Verdict.of(Reason.MigrationFailed);
  }

  /// In a statement of a script, by more than the SQLSTATE: the driver closes the connection when a
  /// script sets `client_encoding` or a `DateStyle` other than ISO, which is the script's doing.
  public static Verdict ofScript(SQLException e) {
    var text = String.valueOf(e.getMessage());
    return serverMessage(e) == null
            && (text.contains("client_encoding") || text.contains("DateStyle"))
        ? Verdict.of(Reason.InvalidScript)
        : ofScript(e.getSQLState());
  }

  /// For a failure of one of our own statements.
  ///
  /// @param doing what was tried, such as `cannot read the runs`
  public static RevisorException toException(SQLException e, String doing) {
    return exception(ofOurs(e.getSQLState()), e, doing + ": " + message(e));
  }

  /// For a failure to connect.
  public static RevisorException toConnectException(SQLException e, ConnectionSettings settings) {
    var failure =
        exception(
            ofConnecting(e.getSQLState()),
            e,
            "cannot connect to " + settings + ": " + rootMessage(e));
    return PASSWORDS.contains(String.valueOf(e.getSQLState()))
        ? failure.withHint("--password-file, PGPASSWORD or ~/.pgpass give the password")
        : failure;
  }

  private static RevisorException exception(Verdict verdict, SQLException e, String message) {
    return new RevisorException(
        verdict.reason(), RunError.of(verdict.fault(), message).withSqlState(e.getSQLState()), e);
  }

  /// The server's own words without position and context, or the driver's.
  public static String message(SQLException e) {
    var server = serverMessage(e);
    var text = server == null ? e.getMessage() : server.getMessage();
    return oneLine(text == null ? e.getClass().getSimpleName() : text);
  }

  /// What the server said, if it was the server.
  public static @Nullable ServerErrorMessage serverMessage(SQLException e) {
    return e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
  }

  /// Of a failure to connect, where the driver hides the cause: `UnknownHostException: db`.
  private static String rootMessage(SQLException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root == e) {
      return message(e);
    }
    var text = root.getMessage() == null ? "" : ": " + oneLine(root.getMessage());
    return root.getClass().getSimpleName() + text;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
