package dev.revisor.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a file, so that all of it is said at once. Beyond [#MOST] (a file
/// that is no script at all) further problems are dropped.
final class Problems {
  static final int MOST = 100;

  private final List<ScriptProblem> found = new ArrayList<>();

  void add(Position position, String message) {
    if (found.size() < MOST) {
      found.add(new ScriptProblem(position, message));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// In the order of the file.
  List<ScriptProblem> inOrder() {
    return found.isEmpty()
        ? List.of()
        : found.stream().sorted(Comparator.comparing(ScriptProblem::position)).toList();
  }

  /// Throws what was found, if anything was.
  void raise() {
    if (!found.isEmpty()) {
      throw new ScriptException(inOrder());
    }
  }
}
