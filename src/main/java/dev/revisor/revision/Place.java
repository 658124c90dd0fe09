package dev.revisor.revision;

/// Where in a file something was written: `line` and `column` from 1, or both 0 where it is not
/// known.
public record Place(int line, int column) {
  /// Nowhere in particular.
  public static final Place UNKNOWN = new Place(0, 0);

  public Place {
    if (line < 0 || column < 0) {
      throw new IllegalArgumentException(
          "line and column must not be negative, were " + line + " and " + column);
    }
  }
}
