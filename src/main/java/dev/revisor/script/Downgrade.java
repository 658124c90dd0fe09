package dev.revisor.script;

/// How a revision file says to undo it.
public sealed interface Downgrade {
  /// `-- revisor:downgrade`; the section may be empty, which is a downgrade that does nothing.
  record Sql(Section section) implements Downgrade {}

  /// `-- revisor:irreversible reason`.
  record Irreversible(String reason, Position position) implements Downgrade {}

  /// Neither.
  record Missing() implements Downgrade {}
}
