package dev.revisor.engine.desired;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.scratch.Company;
import dev.revisor.engine.scratch.Reach;
import dev.revisor.engine.scratch.Roles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Runs the statements of a desired schema in a scratch database.
final class Loading {
  /// Counts the ways in which we have loaded: what was loaded in another is not the same.
  static final int LAYOUT = 1;

  /// Statements a message: enough to hide the way to the server, few enough for its lock table.
  static final int BATCH = 50;

  private static final Pattern SCHEMA_PUBLIC =
      Pattern.compile("CREATE\\s+SCHEMA\\s+\"?public\"?", Pattern.CASE_INSENSITIVE);

  private final Connection connection;
  private final Company company;

  Loading(Connection connection, Company company) {
    this.connection = connection;
    this.company = company;
  }

  /// Where nobody else is, makes the roles that statements name.
  void provideRoles(List<Piece> pieces) {
    if (company == Company.NONE) {
      var roles = new Roles();
      pieces.forEach(piece -> roles.read(piece.text()));
      roles.provide(connection);
    }
  }

  /// Runs statements in the order given.
  ///
  /// @return what failed: the first only, since the rest may follow from it
  List<Problem> inOrder(List<Piece> pieces) {
    provideRoles(pieces);
    for (var from = 0; from < pieces.size(); from += BATCH) {
      var batch = pieces.subList(from, Math.min(from + BATCH, pieces.size()));
      if (!runTogether(batch)) {
        for (var piece : batch) {
          var refused = run(piece);
          if (refused.isPresent()) {
            return List.of(refused.get().problem());
          }
        }
      }
    }
    return List.of();
  }

  /// In one message and one transaction: all of them, or none.
  boolean runTogether(List<Piece> batch) {
    if (company == Company.OTHERS
        && batch.stream().anyMatch(piece -> Reach.beyond(piece.text()).isPresent())) {
      return false;
    }
    try {
      execute(String.join(";\n", batch.stream().map(Piece::text).toList()));
      return true;
    } catch (SQLException e) {
      requireConnection(e);
      return false;
    }
  }

  Optional<Refused> run(Piece piece) {
    var beyond = company == Company.OTHERS ? Reach.beyond(piece.text()) : Optional.<String>empty();
    if (beyond.isPresent()) {
      var message =
          " would reach beyond the scratch database; set 'scratch' in revisor.yaml to embedded or"
              + " to the URL of a server of its own";
      var position = piece.statement().position();
      return Optional.of(new Refused(piece, position, "", beyond.get() + message));
    }
    try {
      execute(piece.text());
      return Optional.empty();
    } catch (SQLException e) {
      requireConnection(e);
      return isHarmless(piece, e) ? Optional.empty() : Optional.of(refused(piece, e));
    }
  }

  /// The schema public is there in a new database, and a dump of a later version may set what this
  /// server does not know.
  private static boolean isHarmless(Piece piece, SQLException e) {
    return switch (String.valueOf(e.getSQLState())) {
      case "42P06" -> SCHEMA_PUBLIC.matcher(piece.text()).matches();
      case "42704" -> piece.order() == Piece.Order.SETTING;
      default -> false;
    };
  }

  private static Refused refused(Piece piece, SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var server = SqlStates.serverMessage(e);
    var position =
        server == null || server.getPosition() <= 0
            ? piece.statement().position()
            : piece.statement().positionAt(server.getPosition());
    return new Refused(piece, position, state, SqlStates.message(e) + " (" + state + ")");
  }

  private static void requireConnection(SQLException e) {
    if (SqlStates.isConnectionLost(e.getSQLState())) {
      throw SqlStates.toException(e, "cannot load the desired schema");
    }
  }

  /// Forgets what a file has set.
  void reset() {
    try {
      execute("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot load the desired schema");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
