package dev.revisor.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Newest first: every revision before its parents and dependencies. Where the graph leaves a
/// choice, the order is Alembic's (`RevisionMap._topological_sort`): a branch is walked down until
/// a revision that another open branch still needs, then the first branch that needs it goes on.
final class TopologicalOrder {
  private final Edges parents;
  private final Edges dependencies;
  private final Edges down;
  private final Edges up;
  private final BitSet todo;
  private final int[] openFollowers;
  private final List<Integer> heads = new ArrayList<>();
  private final BitSet inHeads = new BitSet();

  private TopologicalOrder(Edges parents, Edges dependencies, Edges down, Edges up, BitSet todo) {
    this.parents = parents;
    this.dependencies = dependencies;
    this.down = down;
    this.up = up;
    this.todo = (BitSet) todo.clone();
    this.openFollowers = new int[down.size()];
    for (int node = todo.nextSetBit(0); node >= 0; node = todo.nextSetBit(node + 1)) {
      for (int target : down.of(node)) {
        openFollowers[target]++;
      }
    }
  }

  /// Orders the nodes of `todo`, all of which are reached from those of `starts` that are in it.
  ///
  /// @param down edges to parents and dependencies, in the order written
  /// @param up the same edges reversed
  static List<Integer> newestFirst(
      Edges parents, Edges dependencies, Edges down, Edges up, BitSet todo, BitSet starts) {
    return new TopologicalOrder(parents, dependencies, down, up, todo).run(starts);
  }

  private List<Integer> run(BitSet starts) {
    for (int node = starts.nextSetBit(0); node >= 0; node = starts.nextSetBit(node + 1)) {
      if (todo.get(node)) {
        addHead(heads.size(), node);
      }
    }
    var output = new ArrayList<Integer>();
    int at = 0;
    while (!heads.isEmpty()) {
      int candidate = heads.get(at);
      if (openFollowers[candidate] > 0) {
        at = firstHeadAbove(candidate);
        continue;
      }
      emit(candidate, output);
      at = replace(at, candidate);
    }
    return output;
  }

  private void emit(int node, List<Integer> output) {
    output.add(node);
    todo.clear(node);
    for (int target : down.of(node)) {
      openFollowers[target]--;
    }
  }

  /// Puts the emitted head's parents in its place; the index to go on with.
  private int replace(int at, int emitted) {
    heads.remove(at);
    inHeads.clear(emitted);
    boolean first = true;
    for (int target : next(emitted)) {
      if (todo.get(target) && !inHeads.get(target)) {
        addHead(first ? at : heads.size(), target);
        first = false;
      }
    }
    return first ? Math.max(at - 1, 0) : at;
  }

  /// Parents, and those dependencies that no ancestor in the line has too ("normalized" in
  /// Alembic).
  private int[] next(int node) {
    int[] own = dependencies.of(node);
    if (own.length == 0) {
      return parents.of(node);
    }
    var line = new BitSet();
    line.set(node);
    line = parents.reach(line);
    line.clear(node);
    var inherited = new BitSet();
    line.stream().flatMap(below -> Arrays.stream(dependencies.of(below))).forEach(inherited::set);
    return IntStream.concat(
            Arrays.stream(parents.of(node)),
            Arrays.stream(own).filter(target -> !inherited.get(target)))
        .distinct()
        .toArray();
  }

  private void addHead(int index, int node) {
    heads.add(index, node);
    inHeads.set(node);
  }

  private int firstHeadAbove(int node) {
    var above = new BitSet();
    above.set(node);
    int[] stack = new int[down.size()];
    int depth = 0;
    stack[depth++] = node;
    while (depth > 0) {
      for (int follower : up.of(stack[--depth])) {
        if (todo.get(follower) && !above.get(follower)) {
          above.set(follower);
          stack[depth++] = follower;
        }
      }
    }
    for (int index = 0; index < heads.size(); index++) {
      int head = heads.get(index);
      if (head != node && above.get(head)) {
        return index;
      }
    }
    throw new IllegalStateException("an open revision is reached from no open head");
  }
}
