package dev.revisor.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The cycles of a directed graph: one for each knot of it (a strongly connected component of two
/// nodes or more), the shortest that goes through the knot's first node. Tarjan's algorithm, as a
/// loop. O(nodes + edges) but for the knots themselves.
final class Cycles {
  private static final int NEW = -1;

  private final Edges edges;
  private final int[] number;
  private final int[] low;
  private final int[] done;
  private final BitSet open = new BitSet();
  private final IntStack members = new IntStack();
  private final IntStack path = new IntStack();
  private final List<BitSet> knots = new ArrayList<>();
  private int count;

  private Cycles(Edges edges) {
    this.edges = edges;
    this.number = new int[edges.size()];
    this.low = new int[edges.size()];
    this.done = new int[edges.size()];
    Arrays.fill(number, NEW);
  }

  /// The nodes of each knot, in the order of their first nodes.
  static List<BitSet> knots(Edges edges) {
    var search = new Cycles(edges);
    for (int node = 0; node < edges.size(); node++) {
      if (search.number[node] == NEW) {
        search.visitFrom(node);
      }
    }
    search.knots.sort((left, right) -> left.nextSetBit(0) - right.nextSetBit(0));
    return search.knots;
  }

  /// The shortest cycle through the first node of a knot, in the direction of the edges, that node
  /// first.
  static List<Integer> shortest(Edges edges, BitSet knot) {
    int first = knot.nextSetBit(0);
    int[] from = new int[edges.size()];
    Arrays.fill(from, NEW);
    var queue = new ArrayDeque<Integer>();
    queue.add(first);
    while (!queue.isEmpty()) {
      int node = queue.remove();
      for (int target : edges.of(node)) {
        if (target == first) {
          return backwards(from, node, first);
        }
        if (knot.get(target) && from[target] == NEW) {
          from[target] = node;
          queue.add(target);
        }
      }
    }
    throw new IllegalStateException("a knot without a cycle");
  }

  private static List<Integer> backwards(int[] from, int last, int first) {
    var cycle = new ArrayList<Integer>();
    for (int node = last; node != first; node = from[node]) {
      cycle.add(node);
    }
    cycle.add(first);
    return cycle.reversed();
  }

  private void visitFrom(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int node = path.peek();
      int[] targets = edges.of(node);
      if (done[node] < targets.length) {
        int target = targets[done[node]++];
        if (number[target] == NEW) {
          enter(target);
        } else if (open.get(target)) {
          low[node] = Math.min(low[node], number[target]);
        }
      } else {
        path.pop();
        leave(node);
      }
    }
  }

  private void enter(int node) {
    number[node] = count;
    low[node] = count++;
    open.set(node);
    members.push(node);
    path.push(node);
  }

  private void leave(int node) {
    if (!path.isEmpty()) {
      int above = path.peek();
      low[above] = Math.min(low[above], low[node]);
    }
    if (low[node] < number[node]) {
      return;
    }
    if (members.peek() == node) {
      // by itself, as nearly all are
      open.clear(members.pop());
      return;
    }
    var knot = new BitSet();
    int member;
    do {
      member = members.pop();
      open.clear(member);
      knot.set(member);
    } while (member != node);
    knots.add(knot);
  }
}
