package dev.revisor.revision;

import dev.revisor.revision.GraphProblem.Kind;
import java.util.ArrayList;
import java.util.List;

/// The cycles among revisions as problems: those of `revises` alone, then those that need a
/// `depends_on` and have none of the former in them.
final class CycleReport {
  private final NodeTable nodes;
  private final Links links;

  CycleReport(NodeTable nodes, Links links) {
    this.nodes = nodes;
    this.links = links;
  }

  void addTo(List<GraphProblem> problems) {
    var lines = Cycles.knots(links.parents());
    for (var knot : lines) {
      problems.add(problem(Kind.CYCLE, Cycles.shortest(links.parents(), knot)));
    }
    if (links.dependencies().isEmpty()) {
      return;
    }
    for (var knot : Cycles.knots(links.down())) {
      if (lines.stream().noneMatch(knot::intersects)) {
        problems.add(problem(Kind.DEPENDENCY_CYCLE, Cycles.shortest(links.down(), knot)));
      }
    }
  }

  private GraphProblem problem(Kind kind, List<Integer> cycle) {
    var first = nodes.get(cycle.getFirst());
    var path = new ArrayList<String>();
    cycle.forEach(node -> path.add(nodes.id(node).value()));
    path.add(first.id().value());
    var place = placeOfStep(first, cycle.get(1));
    return new GraphProblem(
        kind,
        first.origin().path(),
        place.line(),
        place.column(),
        (kind == Kind.CYCLE
                ? "revisions revise each other in a cycle: "
                : "dependencies make a cycle: ")
            + String.join(" -> ", path));
  }

  /// Where the revision names the next one of the cycle.
  private Place placeOfStep(Revision revision, int next) {
    int parent = revision.revises().indexOf(nodes.id(next));
    var places = parent >= 0 ? revision.origin().revises() : revision.origin().dependsOn();
    return (parent >= 0 ? places.stream().skip(parent) : places.stream())
        .findFirst()
        .orElse(Place.UNKNOWN);
  }
}
