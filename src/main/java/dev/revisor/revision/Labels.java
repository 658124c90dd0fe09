package dev.revisor.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which labels each revision belongs to. A label covers the revision that carries it, all that
/// descend from it, and what lies below it down to the nearest branch point or merge, exclusive. So
/// a merge belongs to the lines of all its parents.
final class Labels {
  private Labels() {}

  static List<SortedSet<String>> spread(
      Map<String, Integer> byLabel, Edges parents, Edges children, Edges up) {
    var labels = new ArrayList<SortedSet<String>>();
    for (int node = 0; node < parents.size(); node++) {
      labels.add(new TreeSet<>());
    }
    byLabel.forEach(
        (label, carrier) -> {
          var covered = children.reach(single(carrier));
          covered.stream().forEach(node -> labels.get(node).add(label));
          int node = carrier;
          while (up.of(node).length <= 1 && parents.of(node).length <= 1) {
            labels.get(node).add(label);
            if (parents.of(node).length == 0) {
              break;
            }
            node = parents.of(node)[0];
          }
        });
    return labels;
  }

  private static BitSet single(int node) {
    var set = new BitSet();
    set.set(node);
    return set;
  }
}
