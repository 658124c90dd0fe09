package dev.revisor.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The cycles of a directed graph, one for each knot of it.
final class Cycles {
  private Cycles() {}

  /// Each cycle as its nodes in the direction of the edges, beginning with the smallest.
  static List<List<Integer>> in(Edges edges) {
    var unordered = edges.unordered();
    var found = new ArrayList<List<Integer>>();
    int[] walk = new int[edges.size()];
    for (int start = unordered.nextSetBit(0); start >= 0; start = unordered.nextSetBit(start + 1)) {
      var path = new ArrayList<Integer>();
      int node = start;
      while (walk[node] == 0) {
        walk[node] = start + 1;
        path.add(node);
        node = firstWithin(edges.of(node), unordered);
      }
      if (walk[node] == start + 1) {
        found.add(fromSmallest(path.subList(path.indexOf(node), path.size())));
      }
    }
    return found;
  }

  private static int firstWithin(int[] targets, java.util.BitSet within) {
    for (int target : targets) {
      if (within.get(target)) {
        return target;
      }
    }
    throw new IllegalStateException("an unordered node leads to no other");
  }

  private static List<Integer> fromSmallest(List<Integer> cycle) {
    var turned = new ArrayList<>(cycle);
    Collections.rotate(turned, -turned.indexOf(Collections.min(turned)));
    return turned;
  }
}
