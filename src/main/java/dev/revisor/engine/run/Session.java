package dev.revisor.engine.run;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.Connector;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.SqlCommandType;
import org.postgresql.core.TransactionState;

/// One database session. What it sends goes out as it is, in messages of the simple query protocol:
/// the driver neither splits them nor looks for parameters in them, so that the server alone
/// decides where a statement ends. Rows are dropped as they arrive. One thread at a time, except
/// [#cancel].
final class Session implements AutoCloseable {
  private static final int FLAGS =
      QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
          | QueryExecutor.QUERY_NO_METADATA
          | QueryExecutor.QUERY_NO_RESULTS
          | QueryExecutor.QUERY_SUPPRESS_BEGIN
          | QueryExecutor.QUERY_ONESHOT;

  private static final IntConsumer NOBODY = _ -> {};

  private final BaseConnection connection;
  private final Consumer<RunEvent> listener;

  private Session(BaseConnection connection, Consumer<RunEvent> listener) {
    this.connection = connection;
    this.listener = listener;
  }

  /// @throws dev.revisor.engine.result.RevisorException as [Connector#open]
  static Session open(ConnectionSettings settings, RunListener listener) {
    return of(Connector.open(settings), listener);
  }

  private static Session of(Connection connection, RunListener listener) {
    try {
      return new Session(connection.unwrap(BaseConnection.class), listener::on);
    } catch (SQLException e) {
      throw new IllegalStateException("the driver's connection is one of its own", e);
    }
  }

  /// As the role that the run is told to take.
  ///
  /// @throws RevisorException as [Connector#open], InsufficientPrivilege, InvalidConfiguration
  static Session open(RunContext context) {
    var session = of(context.connections().open(), context.listener());
    try {
      if (context.options().role().isPresent()) {
        session.execute("SET ROLE " + context.options().role().get().quoted());
      }
      return session;
    } catch (SQLException e) {
      session.close();
      throw SqlStates.isInvalidValue(e.getSQLState())
          ? RevisorException.of(Reason.InvalidConfiguration, SqlStates.message(e))
          : SqlStates.toException(e, "cannot take the role");
    }
  }

  /// For the readers of the history.
  Connection connection() {
    return connection;
  }

  /// The server process, as whoever answered told when the session began.
  int backendPid() {
    return connection.getBackendPID();
  }

  /// Sends statements of our own, separated by semicolons, in one message.
  ///
  /// @throws BatchException which knows how many of them were done
  void execute(List<String> statements) throws BatchException {
    sendAll(List.of(String.join(";\n", statements)), new Results(listener, NOBODY));
  }

  /// Sends statements each in a message of its own, all of them before the first is answered: the
  /// server waits for nobody between them. They run in a transaction, which a failure aborts, so
  /// that none takes effect after one that failed, but for a `BEGIN` behind a `COMMIT`; and they
  /// are few and short, so that the buffers of the system hold them while the server waits for
  /// somebody to read what it answers.
  ///
  /// @throws BatchException which knows how many of them were done
  void pipeline(List<String> statements) throws BatchException {
    sendAll(statements, new Results(listener, NOBODY));
  }

  /// @param notices hears what the server has to say
  /// @param progress hears how many statements are done, whenever one is
  void pipeline(List<String> statements, Consumer<RunEvent> notices, IntConsumer progress)
      throws BatchException {
    sendAll(statements, new Results(notices, progress));
  }

  void execute(String statement) throws SQLException {
    send(List.of(statement), new Results(listener, NOBODY));
  }

  private void sendAll(List<String> messages, Results results) throws BatchException {
    try {
      send(messages, results);
    } catch (SQLException e) {
      throw new BatchException(e, results.completed());
    }
  }

  private void send(List<String> messages, Results results) throws SQLException {
    var queries =
        messages.stream()
            .map(
                sql ->
                    new NativeQuery(sql, SqlCommand.createStatementTypeInfo(SqlCommandType.BLANK)))
            .toList();
    Query query = connection.getQueryExecutor().wrap(queries);
    connection.getQueryExecutor().execute(query, null, results, 0, 0, FLAGS);
  }

  /// The first row of a query, as text; empty where there is none.
  Optional<List<String>> row(String query) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      var row = statement.executeQuery(query);
      if (!row.next()) {
        return Optional.empty();
      }
      var values = new ArrayList<String>();
      for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        values.add(String.valueOf(row.getString(column)));
      }
      return Optional.of(values);
    }
  }

  /// A query of one boolean.
  boolean isTrue(String query) throws SQLException {
    return row(query).orElseThrow().getFirst().equals("t");
  }

  CopyIn copyIn(String statement) throws SQLException {
    return connection.getCopyAPI().copyIn(statement);
  }

  TransactionState transaction() {
    return connection.getTransactionState();
  }

  /// Ends a transaction that is open or failed; a session that is gone has none.
  void rollBack() {
    if (transaction() == TransactionState.IDLE) {
      return;
    }
    try {
      execute("ROLLBACK");
    } catch (SQLException _) {
      close();
    }
  }

  boolean isClosed() {
    try {
      return connection.isClosed();
    } catch (SQLException _) {
      return true;
    }
  }

  /// Asks the server to give up the running statement; from any thread.
  void cancel() {
    try {
      connection.cancelQuery();
    } catch (SQLException _) {
      // Then it goes on, or is gone: the one who waits for it sees which.
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException _) {
      // There is nothing to be done about it.
    }
  }
}
