package dev.revisor.lint;

import dev.revisor.script.Allowance;
import dev.revisor.script.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Which findings the author allows, and where: those above the first section in the whole file,
/// others in the statement that follows, or in the one that they stand within.
final class Allowances {
  private final List<Allowance> everywhere;
  private final TreeMap<Position, List<Allowance>> byEnd = new TreeMap<>();

  private Allowances(List<Allowance> everywhere) {
    this.everywhere = everywhere;
  }

  /// Those of one section.
  static Allowances of(List<Allowance> ofFile, LintScript.LintSection section) {
    var allowances = new Allowances(ofFile);
    var next = section.allowances().iterator();
    var waiting = next.hasNext() ? next.next() : null;
    for (var statement : section.statements()) {
      var mine = new ArrayList<Allowance>();
      var end = statement.end();
      while (waiting != null && waiting.position().compareTo(end) < 0) {
        mine.add(waiting);
        waiting = next.hasNext() ? next.next() : null;
      }
      allowances.byEnd.put(end, mine);
    }
    return allowances;
  }

  /// Those of the file alone.
  static Allowances ofFile(List<Allowance> ofFile) {
    return new Allowances(ofFile);
  }

  /// Why a rule's finding there is allowed, if it is. An allowance without a reason allows nothing.
  Optional<String> reason(String rule, Position position) {
    var statement = byEnd.higherEntry(position);
    var near = statement == null ? List.<Allowance>of() : statement.getValue();
    return java.util.stream.Stream.concat(near.stream(), everywhere.stream())
        .filter(allowance -> allowance.rule().equals(rule) && !allowance.reason().isBlank())
        .map(Allowance::reason)
        .findFirst();
  }
}
