package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.Position;
import java.util.Set;

/// A statement that could not be loaded.
///
/// @param position where in the file the server found it wrong
/// @param state the SQLSTATE; empty where it was not sent
record Refused(Piece piece, Position position, String state, String message) {
  /// Undefined object, table, function, column, schema; no such unique constraint; an object of the
  /// wrong kind.
  private static final Set<String> MISSING =
      Set.of("42704", "42P01", "42883", "42703", "3F000", "42830", "42809");

  /// Whether something may be missing that another statement makes.
  boolean isMissing() {
    return MISSING.contains(state);
  }

  Problem problem() {
    return piece.problem(position, message);
  }

  Problem problem(String more) {
    return piece.problem(position, message + "; " + more);
  }
}
