package dev.revisor.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/// The revisions of a directory as a directed acyclic graph with two kinds of edges: `revises`,
/// which makes lines, and `depends_on`, which reaches across them. Immutable. Sets that it returns
/// iterate in load order (that of the collection it was made from). Every walk is linear in nodes
/// and edges.
///
/// Vocabulary as Alembic's: *heads* are revisions that no other revises; *effective heads* are not
/// depended on either. *Lineage* counts `revises` alone.
public final class RevisionGraph {
  private final List<Revision> revisions;
  private final NavigableMap<String, Integer> byId;
  private final Map<String, Integer> byLabel;
  private final Edges parents;
  private final Edges dependencies;
  private final Edges down;
  private final Edges children;
  private final Edges up;
  private final List<SortedSet<String>> labels;

  RevisionGraph(
      List<Revision> revisions,
      NavigableMap<String, Integer> byId,
      Map<String, Integer> byLabel,
      Edges parents,
      Edges dependencies,
      Edges down) {
    this.revisions = List.copyOf(revisions);
    this.byId = byId;
    this.byLabel = new TreeMap<>(byLabel);
    this.parents = parents;
    this.dependencies = dependencies;
    this.down = down;
    this.children = parents.reversed();
    this.up = down.reversed();
    this.labels = Labels.spread(this.byLabel, parents, children, up);
  }

  /// Builds the graph, or reports everything that is wrong. The order given is the load order,
  /// which breaks ties: sort by file name first.
  public static GraphResult of(Collection<Revision> revisions) {
    return new GraphBuilder().build(revisions);
  }

  /// All revisions in load order.
  public List<Revision> revisions() {
    return revisions;
  }

  public boolean contains(RevisionId id) {
    return byId.containsKey(id.value());
  }

  /// The revision with exactly this id.
  public Optional<Revision> find(RevisionId id) {
    return Optional.ofNullable(byId.get(id.value())).map(revisions::get);
  }

  /// The revision with exactly this id, which must be in the graph.
  public Revision get(RevisionId id) {
    return revisions.get(index(id));
  }

  /// The revision that carries the label itself.
  public Optional<RevisionId> labelled(String label) {
    return Optional.ofNullable(byLabel.get(label)).map(node -> revisions.get(node).id());
  }

  /// The labels that revisions carry, sorted.
  public Set<String> labels() {
    return byLabel.keySet();
  }

  /// The labels that a revision belongs to: its own and those that spread to it, sorted.
  public SortedSet<String> labelsOf(RevisionId id) {
    return labels.get(index(id));
  }

  /// The ids that start with a prefix of at least 4 characters, sorted.
  public List<RevisionId> startingWith(String prefix) {
    return Names.startingWith(byId, prefix).stream().map(node -> revisions.get(node).id()).toList();
  }

  /// Up to three ids or labels that look like a mistyped name, nearest first.
  public List<String> nearest(String name) {
    var names = new ArrayList<>(byId.keySet());
    names.addAll(byLabel.keySet());
    return Names.nearest(name, names);
  }

  public List<RevisionId> parents(RevisionId id) {
    return ids(parents.of(index(id)));
  }

  /// What `depends_on` names, resolved to ids, in the order written.
  public List<RevisionId> dependencies(RevisionId id) {
    return ids(dependencies.of(index(id)));
  }

  /// The revisions that revise this one.
  public List<RevisionId> children(RevisionId id) {
    return ids(children.of(index(id)));
  }

  /// The revisions that revise this one or depend on it.
  public List<RevisionId> followers(RevisionId id) {
    return ids(up.of(index(id)));
  }

  /// What this revision revises or depends on, without repetition, parents first.
  public List<RevisionId> needs(RevisionId id) {
    return ids(down.of(index(id)));
  }

  public boolean isBase(RevisionId id) {
    return parents.of(index(id)).length == 0;
  }

  public boolean isHead(RevisionId id) {
    return children.of(index(id)).length == 0;
  }

  /// Whether nothing revises it or depends on it.
  public boolean isEffectiveHead(RevisionId id) {
    return up.of(index(id)).length == 0;
  }

  public boolean isBranchPoint(RevisionId id) {
    return children.of(index(id)).length > 1;
  }

  public boolean isMergePoint(RevisionId id) {
    return parents.of(index(id)).length > 1;
  }

  public List<RevisionId> bases() {
    return revisions.stream().map(Revision::id).filter(this::isBase).toList();
  }

  public List<RevisionId> heads() {
    return revisions.stream().map(Revision::id).filter(this::isHead).toList();
  }

  public List<RevisionId> effectiveHeads() {
    return revisions.stream().map(Revision::id).filter(this::isEffectiveHead).toList();
  }

  /// The revisions and all that they need: parents and dependencies, however far.
  public Set<RevisionId> ancestors(Collection<RevisionId> of) {
    return ids(down.reach(nodes(of)));
  }

  /// The revisions and all that need them: children and dependents, however far.
  public Set<RevisionId> descendants(Collection<RevisionId> of) {
    return ids(up.reach(nodes(of)));
  }

  /// The revisions and those below them in their own lines.
  public Set<RevisionId> lineageBelow(Collection<RevisionId> of) {
    return ids(parents.reach(nodes(of)));
  }

  /// The revisions and those above them in their own lines.
  public Set<RevisionId> lineageAbove(Collection<RevisionId> of) {
    return ids(children.reach(nodes(of)));
  }

  /// A revision, what lies below it and what lies above it in its own lines.
  public Set<RevisionId> lineage(RevisionId id) {
    var both = nodes(lineageBelow(List.of(id)));
    both.or(nodes(lineageAbove(List.of(id))));
    return ids(both);
  }

  /// Those of a set that no other of the set needs: the version rows of the set, were it applied.
  /// `depends_on` counts as an edge.
  public Set<RevisionId> maximal(Collection<RevisionId> of) {
    var given = nodes(of);
    var top = (BitSet) given.clone();
    var below = new BitSet();
    given.stream()
        .forEach(
            node -> {
              for (int target : down.of(node)) {
                below.set(target);
              }
            });
    top.andNot(down.reach(below));
    return ids(top);
  }

  /// Newest first: each revision before what it needs; see [TopologicalOrder].
  ///
  /// @param starts where the walk begins, such as the targets of an upgrade; together they reach
  ///   all
  public List<RevisionId> newestFirst(
      Collection<RevisionId> revisions, Collection<RevisionId> starts) {
    return TopologicalOrder.newestFirst(
            parents, dependencies, down, up, nodes(revisions), nodes(starts))
        .stream()
        .map(node -> this.revisions.get(node).id())
        .toList();
  }

  /// Position in load order.
  public int index(RevisionId id) {
    var node = byId.get(id.value());
    if (node == null) {
      throw new IllegalArgumentException("the revision must be in the graph, was " + id);
    }
    return node;
  }

  private BitSet nodes(Collection<RevisionId> of) {
    var set = new BitSet(revisions.size());
    of.forEach(id -> set.set(index(id)));
    return set;
  }

  private Set<RevisionId> ids(BitSet nodes) {
    var found = new LinkedHashSet<RevisionId>();
    nodes.stream().forEach(node -> found.add(revisions.get(node).id()));
    return found;
  }

  private List<RevisionId> ids(int[] nodes) {
    var found = new ArrayList<RevisionId>();
    for (int node : nodes) {
      found.add(revisions.get(node).id());
    }
    return found;
  }
}
