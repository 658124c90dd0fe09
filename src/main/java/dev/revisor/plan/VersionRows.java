package dev.revisor.plan;

import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The version rows while steps go by: the maximal applied revisions, `depends_on` counted as an
/// edge. Rows that were there from the start and say nothing of their own, since another row needs
/// them, stay as long as their revision does. A step costs its revision's degree.
final class VersionRows {
  private final RevisionGraph graph;
  private final Set<RevisionId> applied;
  private final TreeSet<RevisionId> rows;
  private final Set<RevisionId> redundant;

  /// As they were asked for last, until they change.
  private @Nullable List<RevisionId> now;

  VersionRows(RevisionGraph graph, Set<RevisionId> applied, Collection<RevisionId> rows) {
    this.graph = graph;
    this.applied = new HashSet<>(applied);
    this.rows = new TreeSet<>(graph.maximal(rows));
    this.redundant = new HashSet<>(rows);
    redundant.removeAll(this.rows);
  }

  /// The rows now, sorted.
  List<RevisionId> now() {
    if (now == null) {
      now = redundant.isEmpty() ? List.copyOf(rows) : withRedundant();
    }
    return now;
  }

  private List<RevisionId> withRedundant() {
    var all = new TreeSet<>(rows);
    all.addAll(redundant);
    return List.copyOf(all);
  }

  void upgrade(RevisionId revision) {
    now = null;
    applied.add(revision);
    graph.needs(revision).forEach(rows::remove);
    rows.add(revision);
  }

  void downgrade(RevisionId revision) {
    now = null;
    applied.remove(revision);
    rows.remove(revision);
    redundant.remove(revision);
    for (var below : graph.needs(revision)) {
      if (graph.followers(below).stream().noneMatch(applied::contains)) {
        rows.add(below);
        redundant.remove(below);
      }
    }
  }
}
