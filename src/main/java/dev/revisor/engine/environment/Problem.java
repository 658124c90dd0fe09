package dev.revisor.engine.environment;

import java.util.Comparator;
import java.util.Objects;

/// Something wrong in a file of the environment directory.
///
/// @param file the path as the user knows it: relative to the environment directory where possible
/// @param line 1-based; 0 when the problem is the whole file's
/// @param column 1-based; 0 when unknown
public record Problem(String file, int line, int column, String message)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::message);

  public Problem {
    Objects.requireNonNull(file, "file must not be null");
    Objects.requireNonNull(message, "message must not be null");
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "line and column must not be negative, were " + line + " and " + column);
    }
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /// `file:line: message`, as compilers print it.
  @Override
  public String toString() {
    return (line == 0 ? file : file + ":" + line) + ": " + message;
  }
}
