package dev.revisor.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Newest first: every revision before its parents and dependencies. Where the graph leaves a
/// choice, the order is Alembic's (`RevisionMap._topological_sort`): a branch is walked down until
/// a revision that another open branch still needs, then the first branch that needs it goes on.
///
/// A step costs its revision's degree; a change of branch, what is open above the revision where
/// the walk stopped.
final class TopologicalOrder {
  private final Edges walk;
  private final Edges up;
  private final BitSet todo;

  /// Between the revisions that are to be ordered there may be others, which only count as a way
  /// from one to the other; emitted ones leave.
  private final BitSet between;

  private final boolean complete;
  private final int[] openFollowers;
  private final int[] seen;
  private int search;
  private final OpenHeads heads;
  private final IntStack stack = new IntStack();

  private TopologicalOrder(Links links, BitSet todo) {
    this.walk = links.walk();
    this.up = links.up();
    this.todo = (BitSet) todo.clone();
    this.between = links.down().reach(todo);
    between.and(links.up().reach(todo));
    this.complete = between.equals(todo);
    this.heads = new OpenHeads(walk.size());
    this.seen = new int[walk.size()];
    this.openFollowers = new int[walk.size()];
    for (int node = todo.nextSetBit(0); node >= 0; node = todo.nextSetBit(node + 1)) {
      for (int target : walk.of(node)) {
        openFollowers[target]++;
      }
    }
  }

  /// Orders the nodes of `todo`, beginning with those of `starts` that are in it, by number; what
  /// no start leads to comes as if it were a start, after them.
  static List<Integer> newestFirst(Links links, BitSet todo, BitSet starts) {
    var order = new TopologicalOrder(links, todo);
    order.openStarts(starts);
    return order.run(todo.cardinality());
  }

  private void openStarts(BitSet starts) {
    var within = (BitSet) starts.clone();
    within.and(todo);
    var left = (BitSet) todo.clone();
    left.andNot(walk.reachWithin(within, todo));
    within.stream().forEach(heads::add);
    left.stream().filter(node -> openFollowers[node] == 0).forEach(heads::add);
  }

  private List<Integer> run(int count) {
    var output = new ArrayList<Integer>(count);
    int at = 0;
    while (!heads.isEmpty()) {
      int candidate = heads.get(at);
      int blocker = isFree(candidate) ? -1 : firstHeadAbove(candidate);
      if (blocker >= 0) {
        at = blocker;
      } else {
        emit(candidate, output);
        at = replace(at, candidate);
      }
    }
    return output;
  }

  private boolean isFree(int node) {
    return complete && openFollowers[node] == 0;
  }

  private void emit(int node, List<Integer> output) {
    output.add(node);
    todo.clear(node);
    between.clear(node);
    for (int target : walk.of(node)) {
      openFollowers[target]--;
    }
  }

  /// Puts the emitted head's parents in its place; the index to go on with.
  private int replace(int at, int emitted) {
    boolean first = true;
    for (int target : walk.of(emitted)) {
      if (todo.get(target) && !heads.contains(target)) {
        if (first) {
          heads.replace(at, target);
        } else {
          heads.add(target);
        }
        first = false;
      }
    }
    if (!first) {
      return at;
    }
    heads.remove(at);
    return Math.max(at - 1, 0);
  }

  /// The index of the first head from which the node can be reached; -1 where there is none.
  private int firstHeadAbove(int node) {
    search++;
    seen[node] = search;
    stack.push(node);
    boolean found = false;
    while (!stack.isEmpty()) {
      for (int follower : up.of(stack.pop())) {
        if (between.get(follower) && seen[follower] != search) {
          seen[follower] = search;
          found |= heads.contains(follower);
          stack.push(follower);
        }
      }
    }
    return found ? heads.indexOfFirst(head -> head != node && seen[head] == search) : -1;
  }

  /// The heads of the branches that are open, in Alembic's order.
  private static final class OpenHeads {
    private int[] nodes = new int[16];
    private final BitSet open;
    private int size;

    OpenHeads(int capacity) {
      this.open = new BitSet(capacity);
    }

    boolean isEmpty() {
      return size == 0;
    }

    boolean contains(int node) {
      return open.get(node);
    }

    int get(int index) {
      return nodes[index];
    }

    void add(int node) {
      if (size == nodes.length) {
        nodes = Arrays.copyOf(nodes, size * 2);
      }
      nodes[size++] = node;
      open.set(node);
    }

    void replace(int index, int node) {
      open.clear(nodes[index]);
      nodes[index] = node;
      open.set(node);
    }

    void remove(int index) {
      open.clear(nodes[index]);
      System.arraycopy(nodes, index + 1, nodes, index, --size - index);
    }

    int indexOfFirst(java.util.function.IntPredicate condition) {
      for (int index = 0; index < size; index++) {
        if (condition.test(nodes[index])) {
          return index;
        }
      }
      return -1;
    }
  }
}
