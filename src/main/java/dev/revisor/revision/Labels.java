package dev.revisor.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which labels each revision belongs to. A label covers the revision that carries it and all that
/// descend from it, so a merge belongs to the lines of all its parents. Where nothing branches off
/// or merges above the carrier, it also covers what lies below, down to the nearest branch point or
/// merge, exclusive; a dependent counts as a branch here (`RevisionMap._add_branches`).
final class Labels {
  private final Links links;
  private final List<SortedSet<String>> labels;

  private Labels(Links links) {
    this.links = links;
    this.labels =
        new ArrayList<>(Collections.nCopies(links.parents().size(), Collections.emptySortedSet()));
  }

  /// For each node its labels. Neighbours with equal labels mostly share one set.
  static List<SortedSet<String>> spread(Map<String, Integer> carriers, Links links) {
    var labels = new Labels(links);
    if (!carriers.isEmpty()) {
      carriers.forEach(
          (label, carrier) -> labels.labels.set(carrier, plus(labels.labels.get(carrier), label)));
      labels.spreadUp();
      carriers.forEach(labels::spreadDown);
    }
    return List.copyOf(labels.labels);
  }

  private void spreadUp() {
    int[] waiting = new int[labels.size()];
    var ready = new IntStack();
    for (int node = 0; node < waiting.length; node++) {
      waiting[node] = links.parents().degree(node);
      if (waiting[node] == 0) {
        ready.push(node);
      }
    }
    while (!ready.isEmpty()) {
      int node = ready.pop();
      for (int parent : links.parents().of(node)) {
        labels.set(node, union(labels.get(node), labels.get(parent)));
      }
      for (int child : links.children().of(node)) {
        if (--waiting[child] == 0) {
          ready.push(child);
        }
      }
    }
  }

  private void spreadDown(String label, int carrier) {
    int top = carrier;
    while (isPlain(top) && links.children().degree(top) == 1) {
      top = links.children().of(top)[0];
    }
    if (links.children().degree(top) > 0) {
      return;
    }
    for (int node = carrier; isPlain(top) && isPlain(node); node = links.parents().of(node)[0]) {
      labels.set(node, plus(labels.get(node), label));
      if (links.parents().degree(node) == 0) {
        return;
      }
    }
  }

  /// Neither a branch point, dependents counted, nor a merge.
  private boolean isPlain(int node) {
    return links.up().degree(node) <= 1 && links.parents().degree(node) <= 1;
  }

  private static SortedSet<String> plus(SortedSet<String> labels, String label) {
    if (labels.contains(label)) {
      return labels;
    }
    var more = new TreeSet<>(labels);
    more.add(label);
    return Collections.unmodifiableSortedSet(more);
  }

  private static SortedSet<String> union(SortedSet<String> left, SortedSet<String> right) {
    if (left.containsAll(right)) {
      return left;
    }
    if (right.containsAll(left)) {
      return right;
    }
    var both = new TreeSet<>(left);
    both.addAll(right);
    return Collections.unmodifiableSortedSet(both);
  }
}
