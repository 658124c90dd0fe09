package dev.revisor.revision;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The revisions of a directory as a directed acyclic graph with two kinds of edges: `revises`,
/// which makes lines, and `depends_on`, which reaches across them. Immutable. Sets that it returns
/// iterate in load order (that of the collection it was made from). Every walk is linear in nodes
/// and edges.
///
/// Vocabulary as Alembic's: *heads* are revisions that no other revises; *effective heads* are not
/// depended on either. *Lineage* counts `revises` alone.
public final class RevisionGraph {
  private final NodeTable nodes;
  private final List<Revision> revisions;
  private final Links links;
  private final List<SortedSet<String>> labels;

  /// @param nodes not changed any more
  RevisionGraph(NodeTable nodes, Links links) {
    this.nodes = nodes;
    this.revisions = List.copyOf(nodes.revisions());
    this.links = links;
    this.labels = Labels.spread(nodes.carriers(), links);
  }

  /// Builds the graph, or reports everything that is wrong. The order given is the load order,
  /// which breaks ties: sort by file name first.
  public static GraphResult of(Collection<Revision> revisions) {
    return new GraphBuilder().build(revisions);
  }

  /// This graph with more revisions after its own. What they revise and depend on is given by id;
  /// nothing of this graph needs them, so that no name of it changes its meaning. A label that this
  /// graph has already, or that is an id, does not count.
  ///
  /// @param more revisions with ids that the graph lacks; what they need must be in the graph or
  ///   among them
  public RevisionGraph extendedBy(Collection<Revision> more) {
    var all = new NodeTable();
    revisions.forEach(all::add);
    more.forEach(all::add);
    nodes.carriers().forEach(all::label);
    var extended = new int[2][all.size()][];
    for (int node = 0; node < all.size(); node++) {
      boolean own = node < revisions.size();
      var revision = all.get(node);
      extended[0][node] =
          own
              ? links.parents().of(node)
              : numbers(all, revision.revises().stream().map(RevisionId::value).toList());
      extended[1][node] = own ? links.dependencies().of(node) : numbers(all, revision.dependsOn());
      for (var label : revision.labels()) {
        if (all.withLabel(label) == null && all.withId(label) == null) {
          all.label(label, node);
        }
      }
    }
    return new RevisionGraph(all, Links.of(new Edges(extended[0]), new Edges(extended[1])));
  }

  private static int[] numbers(NodeTable nodes, List<String> ids) {
    return ids.stream().mapToInt(nodes::number).distinct().toArray();
  }

  /// All revisions in load order.
  public List<Revision> revisions() {
    return revisions;
  }

  public boolean contains(RevisionId id) {
    return nodes.withId(id.value()) != null;
  }

  /// The revision with exactly this id.
  public Optional<Revision> find(RevisionId id) {
    return Optional.ofNullable(nodes.withId(id.value())).map(revisions::get);
  }

  /// The revision with exactly this id, which must be in the graph.
  public Revision get(RevisionId id) {
    return revisions.get(index(id));
  }

  /// The revision that carries the label itself.
  public Optional<RevisionId> labelled(String label) {
    return Optional.ofNullable(nodes.withLabel(label)).map(nodes::id);
  }

  /// The labels that the revision belongs to, its own and those that spread to it, sorted.
  public SortedSet<String> labelsOf(RevisionId id) {
    return labels.get(index(id));
  }

  /// The ids that start with a prefix of at least 4 characters, sorted.
  public List<RevisionId> startingWith(String prefix) {
    return nodes.startingWith(prefix).stream().map(nodes::id).toList();
  }

  /// Up to three ids or labels that look like a mistyped name, nearest first.
  public List<String> nearest(String name) {
    return nodes.nearest(name);
  }

  public List<RevisionId> parents(RevisionId id) {
    return ids(links.parents().of(index(id)));
  }

  /// What `depends_on` names, resolved to ids, in the order written.
  public List<RevisionId> dependencies(RevisionId id) {
    return ids(links.dependencies().of(index(id)));
  }

  /// The revisions that revise this one.
  public List<RevisionId> children(RevisionId id) {
    return ids(links.children().of(index(id)));
  }

  /// The revisions that revise this one or depend on it.
  public List<RevisionId> followers(RevisionId id) {
    return ids(links.up().of(index(id)));
  }

  /// What this revision revises or depends on, without repetition, parents first.
  public List<RevisionId> needs(RevisionId id) {
    return ids(links.down().of(index(id)));
  }

  public boolean isBase(RevisionId id) {
    return links.parents().degree(index(id)) == 0;
  }

  public boolean isHead(RevisionId id) {
    return links.children().degree(index(id)) == 0;
  }

  /// Whether nothing revises it or depends on it.
  public boolean isEffectiveHead(RevisionId id) {
    return links.up().degree(index(id)) == 0;
  }

  public boolean isBranchPoint(RevisionId id) {
    return links.children().degree(index(id)) > 1;
  }

  public boolean isMergePoint(RevisionId id) {
    return links.parents().degree(index(id)) > 1;
  }

  public List<RevisionId> bases() {
    return those(node -> links.parents().degree(node) == 0);
  }

  public List<RevisionId> heads() {
    return those(node -> links.children().degree(node) == 0);
  }

  public List<RevisionId> effectiveHeads() {
    return those(node -> links.up().degree(node) == 0);
  }

  private List<RevisionId> those(IntPredicate condition) {
    return IntStream.range(0, revisions.size()).filter(condition).mapToObj(nodes::id).toList();
  }

  /// The revisions and all that they need: parents and dependencies, however far.
  public Set<RevisionId> ancestors(Collection<RevisionId> of) {
    return ids(links.down().reach(numbers(of)));
  }

  /// The revisions and all that need them: children and dependents, however far.
  public Set<RevisionId> descendants(Collection<RevisionId> of) {
    return ids(links.up().reach(numbers(of)));
  }

  /// The revisions and those below them in their own lines.
  public Set<RevisionId> lineageBelow(Collection<RevisionId> of) {
    return ids(links.parents().reach(numbers(of)));
  }

  /// The revisions and those above them in their own lines.
  public Set<RevisionId> lineageAbove(Collection<RevisionId> of) {
    return ids(links.children().reach(numbers(of)));
  }

  /// A revision, what lies below it and what lies above it in its own lines.
  public Set<RevisionId> lineage(RevisionId id) {
    var own = numbers(List.of(id));
    var both = links.parents().reach(own);
    both.or(links.children().reach(own));
    return ids(both);
  }

  /// Those of a set that no other of the set needs: the version rows of the set, were it applied.
  /// `depends_on` counts as an edge.
  public Set<RevisionId> maximal(Collection<RevisionId> of) {
    var given = numbers(of);
    var below = new BitSet();
    given.stream().flatMap(node -> Arrays.stream(links.down().of(node))).forEach(below::set);
    given.andNot(links.down().reach(below));
    return ids(given);
  }

  /// Newest first: each revision before what it needs. Where that leaves a choice, the order is
  /// Alembic's, and load order decides between the starts.
  ///
  /// @param starts where the walk begins, such as the targets of an upgrade; what they do not lead
  ///   to follows
  public List<RevisionId> newestFirst(
      Collection<RevisionId> revisions, Collection<RevisionId> starts) {
    return TopologicalOrder.newestFirst(links, numbers(revisions), numbers(starts)).stream()
        .map(nodes::id)
        .toList();
  }

  /// Position in load order.
  ///
  /// @throws IllegalArgumentException the revision is not in the graph
  public int index(RevisionId id) {
    return nodes.number(id.value());
  }

  private BitSet numbers(Collection<RevisionId> of) {
    var set = new BitSet(revisions.size());
    of.forEach(id -> set.set(index(id)));
    return set;
  }

  private Set<RevisionId> ids(BitSet numbers) {
    var found = new LinkedHashSet<RevisionId>();
    for (int node = numbers.nextSetBit(0); node >= 0; node = numbers.nextSetBit(node + 1)) {
      found.add(nodes.id(node));
    }
    return found;
  }

  private List<RevisionId> ids(int[] numbers) {
    var ids = new RevisionId[numbers.length];
    for (int index = 0; index < ids.length; index++) {
      ids[index] = nodes.id(numbers[index]);
    }
    return List.of(ids);
  }
}
