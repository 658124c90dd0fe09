package dev.revisor.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells line comments that speak to Revisor from those that speak to people.
final class Remarks {
  /// Where a comment stands.
  enum Place {
    /// Alone on its line, between statements.
    BETWEEN,
    /// Alone on its line, within a statement.
    WITHIN,
    /// Behind something else on its line.
    BEHIND
  }

  private final Window window;
  private final Lines lines;
  private final Problems problems;
  private final List<Allowance> allowances = new ArrayList<>();

  Remarks(Window window, Lines lines, Problems problems) {
    this.window = window;
    this.lines = lines;
    this.problems = problems;
  }

  /// The header line or section mark that the kept comment from offset `from` to `to` is, if it is
  /// one. Section marks end a statement, header lines cannot stand within one.
  Optional<Directive> read(long from, long to, Place place) {
    if (!mayBeDirective(from, to)) {
      return Optional.empty();
    }
    return Directive.parse(window.text(from, to), lines.positionOf(from), from)
        .filter(directive -> concernsTheFile(directive, place));
  }

  /// The allowances read since the last call.
  List<Allowance> takeAllowances() {
    var taken = List.copyOf(allowances);
    allowances.clear();
    return taken;
  }

  private boolean mayBeDirective(long from, long to) {
    var at = from + 2;
    while (at < to && (window.at(at) == ' ' || window.at(at) == '\t')) {
      at++;
    }
    return at < to && (window.at(at) == 'r' || window.at(at) == 'R');
  }

  private boolean concernsTheFile(Directive directive, Place place) {
    return switch (directive.kind()) {
      case ALLOW -> allow(directive);
      case UNKNOWN -> refuse(directive, directive.complaint());
      case HEADER -> place == Place.BETWEEN || refuse(directive, misplaced(directive, place));
      case SECTION -> place != Place.BEHIND || refuse(directive, misplaced(directive, place));
    };
  }

  private boolean allow(Directive directive) {
    var words = directive.argument().split("\\s+", 2);
    if (words[0].isEmpty()) {
      return refuse(directive, "'revisor:allow' must name a rule: -- revisor:allow RULE reason");
    }
    var reason = words.length > 1 ? words[1] : "";
    allowances.add(new Allowance(words[0], reason, directive.position()));
    return false;
  }

  private boolean refuse(Directive directive, String message) {
    problems.add(directive.position(), message);
    return false;
  }

  private static String misplaced(Directive directive, Place place) {
    return place == Place.BEHIND
        ? "'-- revisor:" + directive.keyword() + "' must stand alone on its line"
        : "the header line '-- revisor:" + directive.keyword() + "' stands within a statement";
  }
}
