package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunResult;
import java.io.IOException;
import java.io.PrintStream;

/// Prints why a command failed: to standard error for people, and as an `Error` document to
/// standard output with `-o json`.
final class FailureReport {
  private FailureReport() {}

  static ExitCode print(Failure failure, Console console) {
    var err = console.err();
    failure.problems().forEach(problem -> line(err, problem.toString()));
    line(err, "error: " + failure.message());
    failure.hint().ifPresent(hint -> line(err, "hint: " + hint));
    if (console.json()) {
      console.document("Error", json -> write(failure, json));
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

  /// Prints what went wrong in a run, for people.
  static void printRun(RunResult result, Console console) {
    var err = console.err();
    line(err, "error: " + result.message());
    var error = result.error();
    if (error == null) {
      return;
    }
    if (error.revision() != null) {
      line(err, "  in the " + error.direction() + " of revision " + error.revision());
    }
    if (error.statement() != null) {
      line(err, "  statement: " + error.statement().strip().replaceAll("\\s*\\R\\s*", " "));
    }
    if (error.sqlState() != null) {
      line(err, "  SQLSTATE: " + error.sqlState());
    }
    if (error.hint() != null) {
      line(err, "hint: " + error.hint());
    }
  }

  private static void line(PrintStream stream, String text) {
    stream.print(text);
    stream.print('\n');
  }
}
