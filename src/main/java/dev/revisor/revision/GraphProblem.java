package dev.revisor.revision;

/// What is wrong with a directory of revisions, and where. The text names the objects and what to
/// do.
///
/// @param line 1-based; 0 where the problem has no line of its own
public record GraphProblem(Kind kind, String path, int line, String message)
    implements Comparable<GraphProblem> {

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

  /// By path, then by line, then by text.
  @Override
  public int compareTo(GraphProblem other) {
    int byPath = path.compareTo(other.path);
    if (byPath != 0) {
      return byPath;
    }
    return line == other.line
        ? message.compareTo(other.message)
        : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return path + (line == 0 ? "" : ":" + line) + ": " + message;
  }
}
