package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import java.util.List;

/// What reading another tool's project gave.
public sealed interface Project {
  /// @param migrations in the order in which the tool runs them
  /// @param notes what the user should know, a sentence each
  /// @param table the tool's table of what is applied, if not its usual one; may be empty
  record Read(Shape shape, List<ForeignMigration> migrations, List<String> notes, String table)
      implements Project {
    public Read {
      migrations = List.copyOf(migrations);
      notes = List.copyOf(notes);
    }

    static Read chain(List<ForeignMigration> migrations, List<String> notes) {
      return new Read(Shape.CHAIN, migrations, notes, "");
    }
  }

  /// @param problems sorted, at least one
  record Broken(List<Problem> problems) implements Project {
    public Broken {
      problems = problems.stream().distinct().sorted().toList();
    }
  }

  /// How migrations follow each other.
  enum Shape {
    /// In their order, each on the one before.
    CHAIN,
    /// As their links say.
    GRAPH
  }
}
