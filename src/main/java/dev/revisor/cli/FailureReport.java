package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.RunResult;
import java.io.IOException;
import java.util.Optional;

/// Prints why a command failed: to standard error, and with `-o json` as an `Error` document to
/// standard output too.
final class FailureReport {
  private FailureReport() {}

  static ExitCode print(Failure failure, Console console) {
    if (console.json()) {
      console.event("Error", json -> write(failure, json));
      console.document("Error", json -> write(failure, json));
    } else {
      failure.problems().forEach(problem -> console.errorLine(problem.toString()));
      console.errorLine("error: " + failure.message());
      failure.hint().ifPresent(hint -> console.errorLine("hint: " + hint));
    }
    return failure.exitCode();
  }

  private static void write(Failure failure, JsonWriter json) throws IOException {
    json.text("reason", failure.reason().name())
        .text("message", failure.message())
        .text("hint", failure.hint())
        .problems(failure.problems());
  }

  /// A fault of this program: says so, and shows where only on request.
  static ExitCode printBug(Exception e, Console console) {
    if (console.verbose()) {
      e.printStackTrace(console.err());
    }
    return print(bug(e), console);
  }

  static Failure bug(Exception e) {
    return Failure.of(
            Reason.InternalError,
            "this is a fault of revisor: " + e.getClass().getSimpleName() + ": " + e.getMessage())
        .withHint("run it again with -v and report what it prints");
  }

  /// Prints to standard error what went wrong in a run.
  static void printRun(RunResult result, Console console) {
    if (console.json()) {
      console.event(
          "Error",
          json -> json.text("reason", result.reason().name()).text("message", result.message()));
    } else {
      console.errorLine("error: " + result.message());
      Optional.ofNullable(result.error()).ifPresent(error -> details(error, console));
      if (result.reason() == Reason.DowngradeDenied) {
        console.errorLine("hint: " + Failure.ALLOW_DOWNGRADE);
      }
    }
  }

  private static void details(RunError error, Console console) {
    if (error.revision() != null) {
      console.errorLine("  in the " + error.direction() + " of revision " + error.revision());
    }
    if (error.statement() != null) {
      var oneLine = error.statement().strip().replaceAll("\\s*\\R\\s*", " ");
      console.errorLine("  statement: " + oneLine);
    }
    if (error.sqlState() != null) {
      console.errorLine("  SQLSTATE: " + error.sqlState());
    }
    if (error.hint() != null) {
      console.errorLine("hint: " + error.hint());
    }
  }
}
