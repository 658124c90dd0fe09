package dev.revisor.engine.scratch;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.database.SqlText;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;

/// Makes scratch databases on the server of another database. Each is marked by its name and
/// comment and belongs to a session whose application has the same name: one whose session is gone
/// was left behind by a crash, and the next to come drops it.
final class SameServer implements ScratchServer {
  private static final String PREFIX = "revisor_scratch_";
  private static final SqlText LEFT_BEHIND = SqlText.of(SameServer.class, "left_behind.sql");
  private static final SqlText LIKENESS = SqlText.of(SameServer.class, "likeness.sql");

  private final ConnectionSettings target;

  SameServer(ConnectionSettings target) {
    this.target = target;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public ScratchDatabase create() {
    var name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    var keeper = Connector.open(target.with("ApplicationName", name));
    try {
      sweep(keeper);
      execute(keeper, "CREATE DATABASE " + new Identifier(name).quoted() + likeness(keeper));
      execute(
          keeper,
          "COMMENT ON DATABASE "
              + new Identifier(name).quoted()
              + " IS 'scratch database of revisor; dropped when its session has ended'");
    } catch (SQLException e) {
      close(keeper);
      throw unavailable(e);
    }
    // what is lost in a crash of the server is nothing that anybody wants back
    var settings = target.withDatabase(name).with("options", "-c synchronous_commit=off");
    return new ScratchDatabase(settings, () -> drop(keeper, name));
  }

  private static RevisorException unavailable(SQLException e) {
    var denied = "42501".equals(e.getSQLState());
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

  /// The options of CREATE DATABASE that make a database like the target.
  private static String likeness(Connection keeper) throws SQLException {
    try (var statement = keeper.createStatement();
        var rows = statement.executeQuery(LIKENESS.toString())) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void sweep(Connection keeper) throws SQLException {
    var names = new ArrayList<String>();
    try (var statement = keeper.createStatement();
        var rows = statement.executeQuery(LEFT_BEHIND.toString())) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    for (var name : names) {
      execute(keeper, "DROP DATABASE IF EXISTS " + new Identifier(name).quoted());
    }
  }

  private static void drop(Connection keeper, String name) {
    try {
      execute(keeper, "DROP DATABASE IF EXISTS " + new Identifier(name).quoted() + " WITH (FORCE)");
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot drop the scratch database " + name);
    } finally {
      close(keeper);
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
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot close the connection");
    }
  }

  @Override
  public void close() {
    // the server is another's
  }
}
