package dev.revisor.cli;

/// What the process ends with.
public enum ExitCode {
  SUCCESS(0),
  /// A fault of this program.
  INTERNAL(1),
  /// Arguments that make no sense, a target that is unknown or ambiguous.
  USAGE(2),
  /// The user's scripts, directory, configuration or database contents are at fault.
  USER(3),
  /// Worth trying again: connection, locks, credentials.
  TRANSIENT(4),
  /// Refused by policy: backwards, irreversible, not approved.
  REFUSED(5),
  /// A difference was found by a command that looks for one.
  DIFFERENT(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  static ExitCode of(int number) {
    for (var code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    throw new IllegalArgumentException("an exit code must be 0 to 6, was " + number);
  }

  public int number() {
    return number;
  }
}
