package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import java.util.List;
import java.util.Optional;

/// Why a command cannot go on, in the user's words. Caught in [Main], which prints it and ends with
/// its exit code.
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Reason reason;
  private final ExitCode exitCode;
  private final transient List<Problem> problems;
  private final transient Optional<String> hint;

  private Failure(
      Reason reason, ExitCode exitCode, String message, List<Problem> problems, String hint) {
    super(message);
    this.reason = reason;
    this.exitCode = exitCode;
    this.problems = List.copyOf(problems);
    this.hint = Optional.of(hint).filter(text -> !text.isEmpty());
  }

  Failure(Reason reason, ExitCode exitCode, String message) {
    this(reason, exitCode, message, List.of(), "");
  }

  /// One that lists problems of files.
  static Failure of(Reason reason, String message, List<Problem> problems) {
    return new Failure(reason, ExitCode.USER, message, problems, "");
  }

  /// Arguments that make no sense together.
  static Failure usage(String message) {
    return new Failure(Reason.InvalidConfiguration, ExitCode.USAGE, message);
  }

  Failure withHint(String text) {
    return new Failure(reason, exitCode, message(), problems, text);
  }

  Reason reason() {
    return reason;
  }

  ExitCode exitCode() {
    return exitCode;
  }

  /// Starts in lower case, without a full stop.
  String message() {
    return String.valueOf(getMessage());
  }

  List<Problem> problems() {
    return problems;
  }

  Optional<String> hint() {
    return hint;
  }
}
