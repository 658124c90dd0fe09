package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.plan.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why a command cannot go on, in the user's words. Caught in [Main], which prints it and ends with
/// its exit code.
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  static final String ALLOW_DOWNGRADE = "add --allow-downgrade if that is meant";

  private final Reason reason;
  private final ExitCode exitCode;
  private final transient List<Problem> problems;
  private final String hint;

  private Failure(
      Reason reason, ExitCode exitCode, String message, List<Problem> problems, String hint) {
    super(message);
    this.reason = reason;
    this.exitCode = exitCode;
    this.problems = List.copyOf(problems);
    this.hint = hint;
  }

  Failure(Reason reason, ExitCode exitCode, String message) {
    this(reason, exitCode, message, List.of(), "");
  }

  /// With the reason's usual exit code.
  static Failure of(Reason reason, String message) {
    return new Failure(reason, ExitCode.of(reason.exitCode(reason.fault())), message);
  }

  /// One that lists problems of files.
  static Failure of(Reason reason, String message, List<Problem> problems) {
    return new Failure(reason, ExitCode.USER, message, problems, "");
  }

  /// Arguments that make no sense together.
  static Failure usage(String message) {
    return new Failure(Reason.InvalidConfiguration, ExitCode.USAGE, message);
  }

  /// A target that leads nowhere.
  static Failure of(Refusal refusal) {
    var reason =
        switch (refusal.kind()) {
          case INVALID_TARGET, UNKNOWN_REVISION, TARGET_BEHIND, NOT_APPLIED ->
              Reason.UnknownRevision;
          case AMBIGUOUS_TARGET -> Reason.AmbiguousTarget;
          case DOWNGRADE_DENIED -> Reason.DowngradeDenied;
          case IRREVERSIBLE -> Reason.IrreversibleRevision;
        };
    var failure = of(reason, refusal.message());
    return reason == Reason.DowngradeDenied ? failure.withHint(ALLOW_DOWNGRADE) : failure;
  }

  /// What the engine met.
  static Failure of(RevisorException e) {
    var error = e.error();
    var hint = error.hint();
    return new Failure(
        e.reason(),
        ExitCode.of(e.exitCode()),
        error.located(),
        List.of(),
        hint == null ? "" : hint);
  }

  /// The same for the engine, as far as its one message can say it.
  RevisorException toException() {
    var more = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    var text = more.isEmpty() ? message() : message() + ": " + more;
    var exception = RevisorException.of(reason, text);
    return hint.isEmpty() ? exception : exception.withHint(hint);
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
    return Optional.of(hint).filter(text -> !text.isEmpty());
  }
}
