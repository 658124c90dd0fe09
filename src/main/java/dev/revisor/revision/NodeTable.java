package dev.revisor.revision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The revisions by number, in load order, and the names that lead to them: ids and labels. Filled
/// while a graph is built, then only read.
final class NodeTable {
  private final List<Revision> revisions = new ArrayList<>();
  private final Map<String, Integer> byId = new HashMap<>();
  private final NavigableMap<String, Integer> byLabel = new TreeMap<>();

  /// By id too, once a prefix is looked up, which few do.
  private volatile @Nullable NavigableMap<String, Integer> sorted;

  /// The number of the revision that has the id already; else the revision gets the next number.
  Optional<Integer> add(Revision revision) {
    var earlier = byId.putIfAbsent(revision.id().value(), revisions.size());
    if (earlier == null) {
      revisions.add(revision);
      sorted = null;
    }
    return Optional.ofNullable(earlier);
  }

  void label(String label, int node) {
    byLabel.put(label, node);
  }

  int size() {
    return revisions.size();
  }

  List<Revision> revisions() {
    return revisions;
  }

  Revision get(int node) {
    return revisions.get(node);
  }

  RevisionId id(int node) {
    return revisions.get(node).id();
  }

  /// The number of the revision with exactly this id.
  @Nullable Integer withId(String id) {
    return byId.get(id);
  }

  /// The number of the revision with this id, which must be there.
  int number(String id) {
    var node = byId.get(id);
    if (node == null) {
      throw new IllegalArgumentException("the revision must be in the graph, was " + id);
    }
    return node;
  }

  /// The number of the revision that carries the label.
  @Nullable Integer withLabel(String label) {
    return byLabel.get(label);
  }

  /// The label's carriers, by label.
  Map<String, Integer> carriers() {
    return byLabel;
  }

  /// The numbers of the revisions whose ids start with a prefix of at least 4 characters, sorted by
  /// id.
  List<Integer> startingWith(String prefix) {
    return Names.startingWith(sorted(), prefix);
  }

  private NavigableMap<String, Integer> sorted() {
    var known = sorted;
    if (known == null) {
      known = new TreeMap<>(byId);
      sorted = known;
    }
    return known;
  }

  /// Up to three ids or labels that look like a mistyped name, nearest first.
  List<String> nearest(String name) {
    var names = new ArrayList<>(byId.keySet());
    names.addAll(byLabel.keySet());
    return Names.nearest(name, names);
  }
}
