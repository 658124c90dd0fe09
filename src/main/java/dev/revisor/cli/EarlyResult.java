package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The result of a run that failed before it reached the database.
record EarlyResult(String runId, String command, Instant startedAt, Surroundings surroundings) {

  /// A run begins now; its id is `REVISOR_RUN_ID`, or a random one.
  static EarlyResult begin(String command, Surroundings surroundings) {
    var runId =
        surroundings
            .variable("REVISOR_RUN_ID")
            .orElseGet(() -> surroundings.ids().get().toString());
    return new EarlyResult(runId, command, surroundings.clock().instant(), surroundings);
  }

  RunResult of(Failure failure) {
    var fault = fault(failure.exitCode());
    return new RunResult(
        runId,
        command,
        fault == Fault.USER ? Outcome.Refused : Outcome.Failed,
        failure.reason(),
        message(failure),
        List.of(),
        List.of(),
        null,
        RunResult.Counts.NONE,
        null,
        surroundings.variable("REVISOR_IMAGE").orElse(null),
        startedAt,
        surroundings.clock().instant(),
        null,
        null,
        List.of(),
        error(failure, fault));
  }

  private static Fault fault(ExitCode code) {
    return switch (code) {
      case INTERNAL -> Fault.BUG;
      case TRANSIENT -> Fault.TRANSIENT;
      case SUCCESS, USAGE, USER, REFUSED, DIFFERENT -> Fault.USER;
    };
  }

  private static String message(Failure failure) {
    var problems = failure.problems();
    return problems.isEmpty()
        ? failure.message()
        : failure.message()
            + ": "
            + problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
  }

  private static RunError error(Failure failure, Fault fault) {
    var error = RunError.of(fault, message(failure));
    if (!failure.problems().isEmpty()) {
      var first = failure.problems().getFirst();
      error = error.at(first.file(), first.line(), first.column());
    }
    return failure.hint().map(error::withHint).orElse(error);
  }
}
