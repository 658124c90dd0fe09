package dev.revisor.engine.run;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.history.ProgressSql;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.script.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Writes down before each statement that it is about to be sent, and after it that it is done. In
/// a session of its own: the script's may be inside a transaction, or another role's.
final class ProgressJournal implements AutoCloseable {
  private final RunContext context;
  private final ProgressSql sql;
  private final LockedSession locked;
  private Session session;

  private ProgressJournal(RunContext context, ProgressSql sql, LockedSession locked) {
    this.context = context;
    this.sql = sql;
    this.locked = locked;
    this.session = connect(context, locked);
  }

  /// @param locked the session that the statements are sent in
  static ProgressJournal open(RunContext context, NumberedStep numbered, LockedSession locked) {
    var step = numbered.step();
    var sql = new ProgressSql(context.request().versionTable(), step.revision(), step.direction());
    return new ProgressJournal(context, sql, locked);
  }

  /// It waits as long as the statements take. Whoever has lost the run lock gets none.
  private static Session connect(RunContext context, LockedSession locked) {
    var lock = new JournalLock(context);
    var statements = new ArrayList<>(locked.settings().robust());
    statements.add("SET idle_session_timeout = 0");
    statements.add(lock.taken());
    var taken = statements.size() - 1;
    statements.add(locked.possession());
    var session = Session.open(context);
    try {
      lock.send(session, statements, taken);
      return session;
    } catch (BatchException e) {
      session.close();
      throw SqlStates.isDivisionByZero(e.sql().getSQLState())
          ? RevisorException.of(Reason.ConnectionLost, "the session that held the run lock is gone")
          : SqlStates.toException(e.sql(), "cannot prepare a session");
    } catch (RevisorException e) {
      session.close();
      throw e;
    }
  }

  /// A statement of an earlier run.
  ///
  /// @param done whether it is known to be done
  record Entry(int ordinal, String statement, String digest, boolean done) {}

  List<Entry> read() {
    try (var statement = session.connection().createStatement();
        var rows = statement.executeQuery(sql.read())) {
      var entries = new ArrayList<Entry>();
      while (rows.next()) {
        entries.add(
            new Entry(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getBoolean(4)));
      }
      return entries;
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot read how far the revision came");
    }
  }

  void begin(int ordinal, Statement statement) {
    write(
        sql.begin(
            ordinal, digest(statement), ShownStatement.of(statement), context.request().runId()));
  }

  void done(int ordinal) {
    write(sql.done(ordinal));
  }

  void undone(int ordinal) {
    write(sql.undone(ordinal));
  }

  /// A connection that broke while nothing was said on it is made anew; saying the same twice is
  /// saying it once.
  private void write(String statement) {
    try {
      try {
        session.execute(statement);
      } catch (SQLException e) {
        if (!SqlStates.isConnectionLost(e.getSQLState())) {
          throw e;
        }
        session.close();
        session = connect(context, locked);
        session.execute(statement);
      }
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot record how far the revision came");
    }
  }

  /// SHA-256 of the statement as it is sent, without COPY data.
  static String digest(Statement statement) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(statement.text().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Gives the lock back by itself: a pooler may keep the server's session for others.
  @Override
  public void close() {
    try {
      session.execute("SELECT pg_advisory_unlock_all()");
    } catch (SQLException _) {
      // then it is gone with the session
    }
    session.close();
  }
}
