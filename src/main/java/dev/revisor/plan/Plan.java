package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Ordered steps from the applied revisions to a target.
///
/// @param from the version rows before, sorted
/// @param target the version rows after, sorted
/// @param parameters the variables that the scripts are given; part of the hash
public record Plan(
    List<RevisionId> from,
    List<RevisionId> target,
    List<Step> steps,
    SortedMap<String, String> parameters) {

  public Plan {
    from = List.copyOf(from);
    target = List.copyOf(target);
    steps = List.copyOf(steps);
    parameters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /// Whether there is nothing to do.
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /// How many steps go one way.
  public int count(Direction direction) {
    return (int) steps.stream().filter(step -> step.direction() == direction).count();
  }

  /// `sha256:` and 64 hexadecimal digits over what would happen; see [PlanHash].
  public String hash() {
    return PlanHash.of(this);
  }

  /// What is left of the plan after its first steps. A plan made anew after those steps have run
  /// has the same hash.
  ///
  /// @param done 0 to the number of steps
  public Plan after(int done) {
    if (done == 0) {
      return this;
    }
    return new Plan(
        steps.get(done - 1).after(), target, steps.subList(done, steps.size()), parameters);
  }
}
