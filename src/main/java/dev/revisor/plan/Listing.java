package dev.revisor.plan;

import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A revision as lists show it.
///
/// @param labels its own and those that spread to it, sorted
/// @param next the revisions that revise it, sorted
/// @param head whether nothing revises it
/// @param effectiveHead whether nothing depends on it either
/// @param current whether it is a version row
public record Listing(
    RevisionId revision,
    List<RevisionId> revises,
    List<RevisionId> dependsOn,
    List<String> labels,
    List<RevisionId> next,
    boolean head,
    boolean effectiveHead,
    boolean branchpoint,
    boolean mergepoint,
    boolean current) {

  public Listing {
    revises = List.copyOf(revises);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
    next = List.copyOf(next);
  }

  /// One revision.
  ///
  /// @param rows the version rows; empty where the database was not asked
  public static Listing of(RevisionGraph graph, RevisionId id, Collection<RevisionId> rows) {
    return new Listing(
        id,
        graph.parents(id),
        graph.dependencies(id),
        List.copyOf(graph.labelsOf(id)),
        graph.children(id).stream().sorted().toList(),
        graph.isHead(id),
        graph.isEffectiveHead(id),
        graph.isBranchPoint(id),
        graph.isMergePoint(id),
        rows.contains(id));
  }

  /// Every revision, newest first, as `history` shows them.
  public static List<RevisionId> history(RevisionGraph graph) {
    var all = graph.ancestors(graph.effectiveHeads());
    return graph.newestFirst(all, graph.effectiveHeads());
  }

  /// What `current` shows of a database: its rows, and the topmost revisions of branches that other
  /// rows' dependencies imply. Sorted.
  public static List<RevisionId> current(World world) {
    var applied = world.applied();
    Set<RevisionId> shown = new HashSet<>();
    for (var id : applied) {
      if (world.all().children(id).stream().noneMatch(applied::contains)) {
        shown.add(id);
      }
    }
    return shown.stream().sorted().toList();
  }
}
