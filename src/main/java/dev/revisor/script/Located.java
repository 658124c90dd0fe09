package dev.revisor.script;

/// A value and where in the file it was written.
public record Located<T>(T value, Position position) {
  /// The line, from 1.
  public int line() {
    return position.line();
  }
}
