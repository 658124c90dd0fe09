package dev.revisor.kubectl;

/// Why a command does not do what it was asked for, in a sentence.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final ExitCode code;

  Refusal(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  static Refusal user(String message) {
    return new Refusal(ExitCode.USER, message);
  }

  ExitCode code() {
    return code;
  }
}
