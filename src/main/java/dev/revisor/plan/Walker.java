package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Counts steps along a line, up or down. A fork in the way is an error that names the ways.
final class Walker {
  private final RevisionGraph graph;

  Walker(RevisionGraph graph) {
    this.graph = graph;
  }

  /// Where a walk ends.
  sealed interface End {
    /// At this revision; empty below the base.
    record At(Optional<RevisionId> revision) implements End {}

    /// The line is shorter than the walk, and ends here; empty below the base.
    record TooFar(Optional<RevisionId> last) implements End {}

    /// Several ways to go.
    record Fork(Refusal refusal) implements End {}
  }

  /// @param start where to begin; empty below the base
  /// @param steps 0 or more
  /// @param branch where given, only revisions of its lineage are walked
  End up(Optional<RevisionId> start, int steps, Optional<RevisionId> branch) {
    Optional<Set<RevisionId>> line = branch.map(graph::lineage);
    var at = start;
    for (int step = 0; step < steps; step++) {
      var next =
          at.map(graph::children).orElseGet(graph::bases).stream()
              .filter(id -> line.isEmpty() || line.get().contains(id))
              .toList();
      if (next.size() != 1) {
        return next.isEmpty() ? new End.TooFar(at) : fork(at, next, "up");
      }
      at = Optional.of(next.getFirst());
    }
    return new End.At(at);
  }

  /// @param steps 0 or more
  End down(RevisionId start, int steps) {
    Optional<RevisionId> at = Optional.of(start);
    for (int step = 0; step < steps; step++) {
      if (at.isEmpty()) {
        return new End.TooFar(at);
      }
      var next = graph.parents(at.get());
      if (next.size() > 1) {
        return fork(at, next, "down");
      }
      at = next.stream().findFirst();
    }
    return new End.At(at);
  }

  private static End fork(Optional<RevisionId> at, List<RevisionId> ways, String direction) {
    var texts = World.texts(ways);
    return new End.Fork(
        new Refusal(
            Kind.AMBIGUOUS_TARGET,
            "the walk "
                + direction
                + " from "
                + at.map(RevisionId::value).orElse("base")
                + " is ambiguous: "
                + String.join(", ", texts)
                + "; name the revision instead",
            texts));
  }
}
