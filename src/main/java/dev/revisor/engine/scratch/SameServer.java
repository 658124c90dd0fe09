package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Makes scratch databases on the server of another database. Each is marked by its name and
/// comment and belongs to a session whose application has the same name: one whose session is gone
/// was left behind by a crash, and the next to come drops it.
final class SameServer implements ScratchServer {
  private static final String PREFIX = "revisor_scratch_";
  private static final SqlText LEFT_BEHIND = SqlText.of(SameServer.class, "left_behind.sql");
  private static final SqlText LIKENESS = SqlText.of(SameServer.class, "likeness.sql");
  private static final SqlText SETTINGS = SqlText.of(SameServer.class, "settings.sql");
  private static final SqlText CONNECTED = SqlText.of(SameServer.class, "connected.sql");
  private static final SqlText IDENTITY = SqlText.of(SameServer.class, "identity.sql");

  private static final int MOST_LOOKS = 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);

  private final ConnectionSettings target;
  private final Company company;
  private @Nullable Keeper next;

  /// @param target a database of the server; scratch databases are made like it, and it is left
  ///   alone
  /// @param company who else is there
  SameServer(ConnectionSettings target, Company company) {
    this.target = target;
    this.company = company;
  }

  /// The session that a scratch database belongs to.
  private record Keeper(String name, Connection connection) {}

  ConnectionSettings target() {
    return target;
  }

  @Override
  public Company company() {
    return company;
  }

  /// Asked of the session that the next scratch database will belong to.
  @Override
  public synchronized ServerIdentity identity() {
    var keeper = next == null ? open() : next;
    next = keeper;
    try (var statement = keeper.connection.createStatement();
        var rows = statement.executeQuery(IDENTITY.toString())) {
      rows.next();
      return new ServerIdentity(rows.getInt(1), rows.getString(2));
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot ask the server what it is");
    }
  }

  private Keeper open() {
    var name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    return new Keeper(name, Connector.open(target.with("ApplicationName", name)));
  }

  @Override
  public ScratchDatabase create() {
    var opened = taken();
    var keeper = opened.connection;
    var name = opened.name;
    try {
      sweep(keeper);
      make(keeper, name);
    } catch (SQLException e) {
      close(keeper);
      throw unavailable(e);
    }
    // what is lost in a crash of the server is nothing that anybody wants back
    var options = target.driver().getOrDefault("options", "") + " -c synchronous_commit=off";
    var settings = target.withDatabase(name).with("options", options.strip());
    return new ScratchDatabase(settings, company, AtExit.of(() -> drop(keeper, name)));
  }

  private synchronized Keeper taken() {
    var opened = next == null ? open() : next;
    next = null;
    return opened;
  }

  private static void make(Connection keeper, String name) throws SQLException {
    var quoted = new Identifier(name).quoted();
    execute(keeper, "CREATE DATABASE " + quoted + list(keeper, LIKENESS).getFirst());
    var mark =
        "scratch database of revisor; dropped when its session has ended; made by process %d at %s"
            .formatted(
                ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    execute(keeper, "COMMENT ON DATABASE " + quoted + " IS " + Literal.of(mark));
    for (var setting : list(keeper, SETTINGS)) {
      execute(keeper, "ALTER DATABASE " + quoted + setting);
    }
  }

  private static RevisorException unavailable(SQLException e) {
    var denied = SqlStates.isDenied(e.getSQLState());
    var exception =
        RevisorException.of(
            Reason.ScratchUnavailable,
            "no scratch database could be made beside the target: " + SqlStates.message(e));
    return denied
        ? exception.withHint(
            "grant CREATEDB to the role, or set 'scratch' in revisor.yaml to embedded or to the"
                + " URL of another server")
        : exception;
  }

  /// Drops what others left behind, as far as that can be done: it keeps nobody from going on.
  private static void sweep(Connection keeper) throws SQLException {
    for (var name : list(keeper, LEFT_BEHIND)) {
      try {
        execute(keeper, "DROP DATABASE IF EXISTS " + new Identifier(name).quoted());
      } catch (SQLException e) {
        if (SqlStates.isConnectionLost(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  /// By the session that keeps it, or by another where that one was lost.
  private void drop(Connection keeper, String name) {
    try (keeper) {
      force(keeper, name);
    } catch (SQLException e) {
      if (!SqlStates.isConnectionLost(e.getSQLState())) {
        throw SqlStates.toException(e, "cannot drop the scratch database " + name);
      }
      try (var other = Connector.open(target)) {
        force(other, name);
      } catch (SQLException again) {
        throw SqlStates.toException(again, "cannot drop the scratch database " + name);
      }
    }
  }

  /// Who has just closed a connection is given a moment to leave: the server itself looks again
  /// only after 100 ms (CountOtherDBBackends).
  private static void awaitLeaving(Connection connection, String name) throws SQLException {
    var query = CONNECTED.with("name", Literal.of(name));
    for (var look = 0; look < MOST_LOOKS && !list(connection, query).isEmpty(); look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /// Whoever is connected is sent away. A role that is no superuser may not do so to a worker of
  /// autovacuum, nor to a superuser: the plain form ends the former itself and waits five seconds
  /// for the latter to leave (CountOtherDBBackends of the server).
  private static void force(Connection connection, String name) throws SQLException {
    awaitLeaving(connection, name);
    var drop = "DROP DATABASE IF EXISTS " + new Identifier(name).quoted();
    try {
      execute(connection, drop + " WITH (FORCE)");
    } catch (SQLException e) {
      if (!SqlStates.isDenied(e.getSQLState())) {
        throw e;
      }
      execute(connection, drop);
    }
  }

  private static List<String> list(Connection connection, SqlText query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query.toString())) {
      var list = new ArrayList<String>();
      while (rows.next()) {
        list.add(rows.getString(1));
      }
      return list;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // then it is gone
    }
  }

  /// The server is another's.
  @Override
  public synchronized void close() {
    if (next != null) {
      close(next.connection);
      next = null;
    }
  }
}
