package dev.revisor.revision;

import java.util.Arrays;
import java.util.BitSet;

/// Adjacency by index: for each node its neighbours, in a fixed order. Walks are loops, not
/// recursion, so that a line of a million revisions is no deeper than one of ten.
final class Edges {
  private final int[][] next;

  Edges(int[][] next) {
    this.next = next;
  }

  int[] of(int node) {
    return next[node];
  }

  int degree(int node) {
    return next[node].length;
  }

  int size() {
    return next.length;
  }

  boolean isEmpty() {
    for (int[] targets : next) {
      if (targets.length > 0) {
        return false;
      }
    }
    return true;
  }

  /// The same edges, the other way round; neighbours ascend.
  Edges reversed() {
    int[] degree = new int[next.length];
    for (int[] targets : next) {
      for (int target : targets) {
        degree[target]++;
      }
    }
    int[][] back = new int[next.length][];
    for (int node = 0; node < next.length; node++) {
      back[node] = new int[degree[node]];
    }
    int[] filled = new int[next.length];
    for (int node = 0; node < next.length; node++) {
      for (int target : next[node]) {
        back[target][filled[target]++] = node;
      }
    }
    return new Edges(back);
  }

  /// The neighbours of both, without repetition, these first.
  Edges union(Edges other) {
    int[][] both = new int[next.length][];
    for (int node = 0; node < next.length; node++) {
      both[node] = joined(next[node], other.next[node]);
    }
    return new Edges(both);
  }

  private static int[] joined(int[] first, int[] second) {
    if (second.length == 0) {
      return first;
    }
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return Arrays.stream(all).distinct().toArray();
  }

  /// Everything that is reached from the starts, the starts included. O(nodes + edges).
  BitSet reach(BitSet starts) {
    var all = new BitSet();
    all.set(0, next.length);
    return reachWithin(starts, all);
  }

  /// Like `reach`, but never leaving a set of nodes, nor starting outside it.
  BitSet reachWithin(BitSet starts, BitSet within) {
    var seen = (BitSet) starts.clone();
    seen.and(within);
    var stack = new IntStack();
    for (int node = seen.nextSetBit(0); node >= 0; node = seen.nextSetBit(node + 1)) {
      stack.push(node);
    }
    while (!stack.isEmpty()) {
      visit(next[stack.pop()], within, seen, stack);
    }
    return seen;
  }

  private static void visit(int[] targets, BitSet within, BitSet seen, IntStack stack) {
    for (int target : targets) {
      if (within.get(target) && !seen.get(target)) {
        seen.set(target);
        stack.push(target);
      }
    }
  }
}
