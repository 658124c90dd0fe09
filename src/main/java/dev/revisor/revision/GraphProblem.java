package dev.revisor.revision;

import java.util.Comparator;

/// What is wrong with a directory of revisions, and where. The text names the objects and what to
/// do.
///
/// @param line 1-based; 0 where the problem has no line of its own
/// @param column 1-based; 0 where it is not known
public record GraphProblem(Kind kind, String path, int line, int column, String message)
    implements Comparable<GraphProblem> {
  private static final Comparator<GraphProblem> ORDER =
      Comparator.comparing(GraphProblem::path)
          .thenComparingInt(GraphProblem::line)
          .thenComparingInt(GraphProblem::column)
          .thenComparing(GraphProblem::message);

  /// What kind of fault it is.
  public enum Kind {
    DUPLICATE_ID,
    RESERVED_WORD,
    MISSING_PARENT,
    SELF_LOOP,
    MISSING_DEPENDENCY,
    AMBIGUOUS_DEPENDENCY,
    DUPLICATE_LABEL,
    CYCLE,
    DEPENDENCY_CYCLE
  }

  /// By path, then by line and column, then by text.
  @Override
  public int compareTo(GraphProblem other) {
    return ORDER.compare(this, other);
  }

  /// `path:line: message`, as compilers print it.
  @Override
  public String toString() {
    return path + (line == 0 ? "" : ":" + line) + ": " + message;
  }
}
