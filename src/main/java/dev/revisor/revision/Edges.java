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

  int size() {
    return next.length;
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
      both[node] =
          Arrays.stream(new int[][] {next[node], other.next[node]})
              .flatMapToInt(Arrays::stream)
              .distinct()
              .toArray();
    }
    return new Edges(both);
  }

  /// Everything that is reached from the starts, the starts included. O(nodes + edges).
  BitSet reach(BitSet starts) {
    var seen = (BitSet) starts.clone();
    int[] stack = new int[Math.max(16, starts.cardinality())];
    int depth = 0;
    for (int node = starts.nextSetBit(0); node >= 0; node = starts.nextSetBit(node + 1)) {
      stack[depth++] = node;
    }
    while (depth > 0) {
      for (int target : next[stack[--depth]]) {
        if (!seen.get(target)) {
          seen.set(target);
          if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
          }
          stack[depth++] = target;
        }
      }
    }
    return seen;
  }

  /// The nodes that lie on a cycle or beyond one, seen from the nodes without neighbours: those
  /// that no order puts in place. Empty where there is no cycle. O(nodes + edges).
  BitSet unordered() {
    var back = reversed();
    int[] waiting = new int[next.length];
    int[] ready = new int[next.length];
    int count = 0;
    for (int node = 0; node < next.length; node++) {
      waiting[node] = next[node].length;
      if (waiting[node] == 0) {
        ready[count++] = node;
      }
    }
    var left = new BitSet();
    left.set(0, next.length);
    while (count > 0) {
      int node = ready[--count];
      left.clear(node);
      for (int follower : back.next[node]) {
        if (--waiting[follower] == 0) {
          ready[count++] = follower;
        }
      }
    }
    return left;
  }
}
