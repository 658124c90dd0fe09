package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ScriptDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Migrations in a row, on their way to a project.
final class Chain {
  private final Order order;
  private final List<ForeignMigration> migrations;
  private final List<Problem> problems;
  private final List<String> notes = new ArrayList<>();
  private String table = "";

  private Chain(Order order, List<ForeignMigration> migrations, List<Problem> problems) {
    this.order = order;
    this.migrations = migrations;
    this.problems = problems;
  }

  static Chain of(Order order, List<ForeignMigration> migrations, List<Problem> problems) {
    return new Chain(order, migrations, problems);
  }

  Chain note(String sentence) {
    notes.add(sentence);
    return this;
  }

  Chain notes(Collection<String> sentences) {
    notes.addAll(sentences);
    return this;
  }

  /// The tool's table, where it is not the usual one.
  Chain table(String name) {
    table = name;
    return this;
  }

  /// Says which variables the scripts need.
  Chain variables(Collection<String> names) {
    return names.isEmpty()
        ? this
        : note("the scripts use variables, give them with -x: " + String.join(", ", names));
  }

  Project project() {
    if (migrations.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem(order.shown().apply(order.directory()), 0, 0, "has no migrations"));
    }
    return problems.isEmpty()
        ? new Project.Read(Project.Shape.CHAIN, migrations, notes, table)
        : new Project.Broken(problems);
  }

  /// What becomes of a migration that is not SQL: a problem, or a revision that fails.
  static Optional<ForeignMigration> stub(
      Order order, Name name, String source, String what, List<Problem> problems) {
    if (order.unreadable() == Order.Unreadable.REFUSED) {
      problems.add(
          new Problem(
              source, 0, 0, what + "; write it in SQL, or import it with --stubs to do so later"));
      return Optional.empty();
    }
    return Optional.of(
        ForeignMigration.next(
            name,
            Sections.stub(source + " is " + what),
            new ScriptDraft.Irreversible(source + " is " + what),
            source));
  }
}
