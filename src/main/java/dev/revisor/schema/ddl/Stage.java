package dev.revisor.schema.ddl;

import java.util.ArrayList;
import java.util.List;

/// Statements that go together.
///
/// @param statements without their final semicolon; lines that begin with `--` before a statement
///   are notes for whoever reads it
public record Stage(Form form, Settling settling, List<String> statements) {
  /// Whether statements may share a transaction.
  public enum Form {
    TRANSACTIONAL,
    /// Outside a transaction: `CONCURRENTLY`.
    CONCURRENT
  }

  /// Whether what builds on the statements can be in their transaction.
  public enum Settling {
    AT_ONCE,
    /// Not before they are committed: a new enum value, a constraint to be validated.
    WHEN_COMMITTED
  }

  public Stage {
    statements = List.copyOf(statements);
  }

  /// Statements of an ordinary transaction.
  public static Stage of(List<String> statements) {
    return new Stage(Form.TRANSACTIONAL, Settling.AT_ONCE, statements);
  }

  public static Stage of(String... statements) {
    return of(List.of(statements));
  }

  /// Statements that must be committed before the next stage.
  public static Stage committed(String... statements) {
    return new Stage(Form.TRANSACTIONAL, Settling.WHEN_COMMITTED, List.of(statements));
  }

  /// Statements outside a transaction.
  public static Stage concurrent(List<String> statements) {
    return new Stage(Form.CONCURRENT, Settling.AT_ONCE, statements);
  }

  /// The same with statements behind it.
  public Stage and(List<String> more) {
    var all = new ArrayList<>(statements);
    all.addAll(more);
    return new Stage(form, settling, all);
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }
}
