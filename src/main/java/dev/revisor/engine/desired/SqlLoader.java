package dev.revisor.engine.desired;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.desired.SqlSource.Piece;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.scratch.Reach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Loads SQL into a scratch database, statement by statement. Files of a directory need no order: a
/// statement that lacks an object waits until another file has made it.
final class SqlLoader {
  /// Undefined object, table, function, column, schema, and what an object of the wrong kind gives.
  private static final Set<String> MISSING =
      Set.of("42704", "42P01", "42883", "42703", "3F000", "42830", "42809", "42P17", "42P07");

  /// Statements a message: enough to hide the way to the server, few enough for its lock table.
  private static final int BATCH = 50;

  private final Connection connection;
  private final boolean shared;

  /// @param shared whether statements that reach beyond the database are refused
  SqlLoader(Connection connection, boolean shared) {
    this.connection = connection;
    this.shared = shared;
  }

  /// Loads in the order given.
  ///
  /// @return what failed: the first only, since the rest may follow from it
  List<Problem> inOrder(SqlSource source) {
    var pieces = source.pieces();
    for (var from = 0; from < pieces.size(); from += BATCH) {
      var batch = pieces.subList(from, Math.min(from + BATCH, pieces.size()));
      if (!runTogether(batch)) {
        for (var piece : batch) {
          var problem = run(piece);
          if (problem != null) {
            return List.of(piece.problem(problem.message()));
          }
        }
      }
    }
    return List.of();
  }

  /// In one message and one transaction: all of them, or none.
  private boolean runTogether(List<Piece> batch) {
    if (shared && batch.stream().anyMatch(piece -> Reach.beyond(piece.text()).isPresent())) {
      return false;
    }
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(String.join(";\n", batch.stream().map(Piece::text).toList()));
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  /// Loads in whatever order works.
  ///
  /// @return the statements that wait for each other or for what is not there
  List<Problem> inAnyOrder(List<SqlSource> sources) {
    var waiting = new ArrayList<>(sources);
    while (true) {
      var problems = new ArrayList<Problem>();
      var rest = new ArrayList<SqlSource>();
      var progress = false;
      for (var source : waiting) {
        reset();
        var left = new ArrayList<Piece>();
        var open = false;
        for (var piece : source.pieces()) {
          var failure = run(piece);
          if (piece.isSetting()) {
            left.add(piece);
          } else if (failure == null) {
            progress = true;
          } else if (MISSING.contains(failure.state())) {
            left.add(piece);
            open = true;
            problems.add(piece.problem(failure.message()));
          } else {
            return List.of(piece.problem(failure.message()));
          }
        }
        if (open) {
          rest.add(new SqlSource(source.file(), left));
        }
      }
      if (rest.isEmpty() || !progress) {
        return problems;
      }
      waiting = rest;
    }
  }

  private record FailedStatement(String state, String message) {}

  private @Nullable FailedStatement run(Piece piece) {
    var beyond = shared ? Reach.beyond(piece.text()) : Optional.<String>empty();
    if (beyond.isPresent()) {
      return new FailedStatement(
          "",
          beyond.get()
              + " would reach beyond the scratch database; set 'scratch' in revisor.yaml to"
              + " embedded or to a URL of a server of its own");
    }
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(piece.text());
      return null;
    } catch (SQLException e) {
      var state = String.valueOf(e.getSQLState());
      return new FailedStatement(state, SqlStates.message(e) + " (" + state + ")");
    }
  }

  private void reset() {
    try (var statement = connection.createStatement()) {
      statement.execute("RESET ALL");
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot load the desired schema");
    }
  }
}
