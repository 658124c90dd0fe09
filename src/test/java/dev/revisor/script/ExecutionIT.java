package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/// Statements, data and positions as an executor uses them, on a real server.
class ExecutionIT {
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    TestDatabase database = PostgresServer.newDatabase();
    var url = "jdbc:postgresql://localhost:%d/%s?preferQueryMode=simple";
    connection =
        DriverManager.getConnection(
            url.formatted(PostgresServer.port(), database.name()), "postgres", "");
    connection.setAutoCommit(false);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @Test
  void copiesInlineData() throws SQLException, IOException {
    var sql =
        """
        CREATE TABLE t (a int, b text);
        COPY t (a, b) FROM stdin;
        1\tit's; -- no
        2\t\\N
        3\t\\\\.
        \\.
        COPY public.t FROM STDIN WITH (FORMAT csv, HEADER);
        a,b
        4,"x
        ""y"";"
        \\.
        SELECT a || coalesce(b, 'null') FROM t ORDER BY a;
        """;
    var reader = StatementReader.of(sql, Variables.none());
    var copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      if (next.get().kind() == StatementKind.COPY_FROM_STDIN) {
        copies.copyIn(next.get().text(), reader.data());
      } else {
        run(next.get().text());
      }
    }
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT string_agg(a || coalesce(b, '?'), ',' ORDER BY a) FROM t")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("1it's; -- no,2?,3\\.,4x\n\"y\";");
    }
  }

  @Test
  void findsTheDataLineThatTheServerComplainsOf() throws SQLException, IOException {
    run("CREATE TABLE t (a int)");
    var reader = StatementReader.of("\nCOPY t FROM stdin;\n1\n2\nx\n4\n\\.\n", Variables.none());
    var copy = reader.next().orElseThrow().text();
    var copies = connection.unwrap(PGConnection.class).getCopyAPI();
    assertThatThrownBy(() -> copies.copyIn(copy, reader.data()))
        .isInstanceOfSatisfying(
            PSQLException.class,
            e -> {
              assertThat(Objects.requireNonNull(e.getServerErrorMessage()).getWhere())
                  .startsWith("COPY t, line 3,");
              assertThat(reader.data().positionOfLine(3)).isEqualTo(new Position(5, 1));
            });
  }

  @Test
  void findsTheCharacterThatTheServerComplainsOf() {
    var sql = "SELECT :'é', '😀',\n  :\"column\" + 1;\nSELECT '😀' FROM\n /* é */ nowhere;";
    var values = Variables.of(Map.of("é", "it's\\n\n😀", "column", "no\"pe"));
    var statements = Splitting.statements(sql, values);
    assertThat(complaintAt(statements.get(0))).isEqualTo(new Position(2, 3));
    assertThat(complaintAt(statements.get(1))).isEqualTo(new Position(4, 10));
  }

  @Test
  void quotesValuesSoThatTheyComeBack() throws SQLException {
    var value = "it's a \\ \"b\" \n$$ :x 😀";
    var values = Variables.of(Map.of("v", value));
    for (var strings : new String[] {"on", "off"}) {
      run(
          "SET LOCAL escape_string_warning = off; SET LOCAL standard_conforming_strings = "
              + strings);
      var sql = Splitting.statements("SELECT :'v' AS :\"v\"", values).getFirst().text();
      try (var statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        var rows = statement.executeQuery(sql);
        rows.next();
        assertThat(rows.getString(1)).isEqualTo(value);
        assertThat(rows.getMetaData().getColumnName(1)).isEqualTo(value);
      }
    }
  }

  private Position complaintAt(Statement statement) {
    try {
      run(statement.text());
      throw new AssertionError("the server accepts " + statement.text());
    } catch (PSQLException e) {
      rollback();
      return statement.positionAt(Objects.requireNonNull(e.getServerErrorMessage()).getPosition());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
