package dev.revisor.engine.run;

import dev.revisor.script.Statement;
import java.util.ArrayList;
import java.util.List;

/// Statements that are sent before the first of them is answered. They are few and short: the
/// buffers of the system hold them, and memory holds several times as many.
final class Flight {
  private static final int MOST_STATEMENTS = 100;
  private static final int MOST_CHARACTERS = 16 * 1024;

  private final List<Statement> statements = new ArrayList<>();
  private int characters;

  boolean hasRoomFor(Statement statement) {
    return statements.size() < MOST_STATEMENTS && hasRoomFor(statement.text().length());
  }

  /// @param more characters that go out after them
  boolean hasRoomFor(int more) {
    return characters + more <= MOST_CHARACTERS;
  }

  /// One that is longer than a flight goes alone in it.
  void add(Statement statement) {
    statements.add(statement);
    characters += statement.text().length();
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  List<Statement> statements() {
    return List.copyOf(statements);
  }
}
