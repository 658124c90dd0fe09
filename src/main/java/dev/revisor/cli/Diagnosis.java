package dev.revisor.cli;

import dev.revisor.engine.result.RevisorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a doctor found, check by check.
final class Diagnosis {
  /// How a check came out.
  enum State {
    OK,
    /// Worth knowing, and no reason to do anything.
    NOTE,
    PROBLEM
  }

  private record Finding(String check, State state, String message, Optional<String> hint) {}

  private final List<Finding> findings = new ArrayList<>();

  void add(String check, State state, String message) {
    findings.add(new Finding(check, state, message, Optional.empty()));
  }

  void problem(String check, String message, String hint) {
    findings.add(new Finding(check, State.PROBLEM, message, Optional.of(hint)));
  }

  /// What kept a check from being made, or is its outcome.
  void problem(String check, RevisorException e) {
    var error = e.error();
    findings.add(
        new Finding(check, State.PROBLEM, error.located(), Optional.ofNullable(error.hint())));
  }

  void problem(String check, Failure failure) {
    if (failure.problems().isEmpty()) {
      findings.add(new Finding(check, State.PROBLEM, failure.message(), failure.hint()));
    }
    for (var each : failure.problems()) {
      findings.add(new Finding(check, State.PROBLEM, each.toString(), failure.hint()));
    }
  }

  boolean hasProblems() {
    return findings.stream().anyMatch(finding -> finding.state() == State.PROBLEM);
  }

  void print(Console console) {
    if (console.json()) {
      console.document(
          "Diagnosis", json -> json.objects("checks", findings, one -> write(json, one)));
      return;
    }
    for (var one : findings) {
      console.line("%-8s %s: %s".formatted(word(one.state()), one.check(), one.message()));
      one.hint().ifPresent(hint -> console.line(" ".repeat(9) + "hint: " + hint));
    }
  }

  private static void write(JsonWriter json, Finding one) throws IOException {
    json.text("check", one.check())
        .text("state", word(one.state()))
        .text("message", one.message())
        .text("hint", one.hint());
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
