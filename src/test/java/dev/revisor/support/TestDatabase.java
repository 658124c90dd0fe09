package dev.revisor.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// One database of a server on localhost, seen by its superuser.
public record TestDatabase(int port, String name) {
  /// Of the [PostgresServer].
  public TestDatabase(String name) {
    this(PostgresServer.port(), name);
  }

  /// A connection string of libpq's form.
  public String url() {
    return "postgresql://postgres@localhost:" + port + "/" + name;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + name, "postgres", "");
  }

  public void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// The first column of every row, as text; `null` becomes "null".
  public List<String> list(String query) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var list = new ArrayList<String>();
      while (rows.next()) {
        list.add(String.valueOf(rows.getString(1)));
      }
      return list;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /// The first column of the only row.
  public String value(String query) {
    var list = list(query);
    if (list.size() != 1) {
      throw new IllegalStateException(list.size() + " rows: " + query);
    }
    return list.getFirst();
  }
}
