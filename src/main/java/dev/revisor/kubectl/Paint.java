package dev.revisor.kubectl;

import dev.revisor.api.Condition;

/// Colours of a terminal, or none.
enum Paint {
  COLOURS,
  NONE;

  private static final String ESCAPE = "\u001b[";

  String good(String text) {
    return in("32", text);
  }

  String bad(String text) {
    return in("31", text);
  }

  String waiting(String text) {
    return in("33", text);
  }

  String title(String text) {
    return in("1", text);
  }

  String aside(String text) {
    return in("2", text);
  }

  /// A word about a resource, as it is: good, bad, or neither yet.
  String of(Condition.Status ready, Condition.Status stalled, String text) {
    if (ready == Condition.Status.True) {
      return good(text);
    }
    return stalled == Condition.Status.True ? bad(text) : waiting(text);
  }

  /// How a run ended.
  String outcome(String outcome) {
    return switch (outcome) {
      case "Succeeded", "NothingToDo" -> good(outcome);
      case "Refused" -> waiting(outcome);
      default -> bad(outcome);
    };
  }

  private String in(String code, String text) {
    return this == NONE ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
