package dev.revisor.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.Driver;

/// Opens connections.
public final class Connector {
  private Connector() {}

  /// A connection in autocommit mode whose statements go to the server as they are, each in one
  /// message of the simple protocol (preferQueryMode=simple; statements must have escape processing
  /// switched off).
  ///
  /// @throws dev.revisor.engine.result.RevisorException DatabaseUnreachable, AuthenticationFailed,
  ///   DatabaseNotFound or InsufficientPrivilege
  public static Connection open(ConnectionSettings settings) {
    var plain = settings.with("preferQueryMode", "simple");
    try {
      var connection = new Driver().connect(plain.jdbcUrl(), plain.properties());
      if (connection == null) {
        throw new IllegalStateException("the driver does not know " + plain.jdbcUrl());
      }
      return connection;
    } catch (SQLException e) {
      throw SqlStates.toConnectException(e, settings);
    }
  }
}
