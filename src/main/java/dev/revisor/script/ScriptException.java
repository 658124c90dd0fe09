package dev.revisor.script;

import java.util.List;

/// A broken script met while its statements are being pulled. A script that [ScriptReader] and
/// [StatementReader#check] found right does not cause it, unless the file changed in between.
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ScriptProblem> problems;

  /// `problems` must hold at least one.
  public ScriptException(List<ScriptProblem> problems) {
    super(problems.getFirst().toString());
    this.problems = List.copyOf(problems);
  }

  /// What is wrong, in the order of the file; at least one.
  public List<ScriptProblem> problems() {
    return problems;
  }
}
