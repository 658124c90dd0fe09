package dev.revisor.revision;

import java.util.Arrays;
import java.util.BitSet;

/// The edges of a graph of revisions by index, both ways.
///
/// @param parents what is revised, in the order written
/// @param dependencies what is depended on, in the order written
/// @param down both, parents first
/// @param children the reverse of `parents`, ascending
/// @param up the reverse of `down`, ascending
/// @param walk `down` without the dependencies that a revision below in the same line has too;
///   Alembic calls them normalized
record Links(Edges parents, Edges dependencies, Edges down, Edges children, Edges up, Edges walk) {

  static Links of(Edges parents, Edges dependencies) {
    var children = parents.reversed();
    if (dependencies.isEmpty()) {
      return new Links(parents, dependencies, parents, children, children, parents);
    }
    var down = parents.union(dependencies);
    return new Links(
        parents,
        dependencies,
        down,
        children,
        down.reversed(),
        parents.union(normalized(dependencies, children)));
  }

  /// For each target in turn, the revisions above one that depends on it lose their own dependency
  /// on it. Targets of a single dependent, which are most, cost nothing.
  private static Edges normalized(Edges dependencies, Edges children) {
    var dependents = dependencies.reversed();
    int[][] kept = new int[dependencies.size()][];
    for (int node = 0; node < kept.length; node++) {
      kept[node] = dependencies.of(node);
    }
    for (int target = 0; target < kept.length; target++) {
      if (dependents.degree(target) > 1) {
        int dropped = target;
        var next = new BitSet();
        for (int node : dependents.of(target)) {
          Arrays.stream(children.of(node)).forEach(next::set);
        }
        var above = children.reach(next);
        for (int node : dependents.of(target)) {
          if (above.get(node)) {
            kept[node] = Arrays.stream(kept[node]).filter(each -> each != dropped).toArray();
          }
        }
      }
    }
    return new Edges(kept);
  }
}
