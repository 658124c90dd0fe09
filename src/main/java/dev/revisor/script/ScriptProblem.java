package dev.revisor.script;

/// One thing that is wrong with a revision file: where, and a sentence that says what to do.
public record ScriptProblem(Position position, String message) {
  /// The line, from 1.
  public int line() {
    return position.line();
  }

  /// The column in characters, from 1.
  public int column() {
    return position.column();
  }

  /// `line:column: message`.
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
