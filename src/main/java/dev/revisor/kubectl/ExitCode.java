package dev.revisor.kubectl;

/// What the process ends with; the same numbers as those of `revisor`.
public enum ExitCode {
  SUCCESS(0),
  /// A fault of this program.
  INTERNAL(1),
  USAGE(2),
  /// What is asked for is not there, or cannot be done as it is; a migration that is stalled.
  USER(3),
  /// The API server does not answer; a time limit is over.
  TRANSIENT(4),
  /// The database is not what is declared.
  DIFFERENT(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
