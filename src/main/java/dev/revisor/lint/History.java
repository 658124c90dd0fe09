package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Command;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What there is before each revision, asked in an order in which each comes after what it needs.
/// In one line of revisions, what is known is handed on; where lines part, it is layered; where
/// they join, the commands of the other lines are added.
final class History {
  private final RevisionGraph graph;
  private final List<RevisionId> order;
  private final Map<RevisionId, Integer> followers = new HashMap<>();
  private final Map<RevisionId, Known> after = new HashMap<>();
  private final Map<RevisionId, List<Command>> commands = new HashMap<>();
  private final boolean joins;

  /// @param order the revisions, each behind what it needs
  History(RevisionGraph graph, List<RevisionId> order) {
    this.graph = graph;
    this.order = order;
    for (var id : order) {
      graph.needs(id).forEach(need -> followers.merge(need, 1, Integer::sum));
    }
    this.joins = order.stream().anyMatch(id -> graph.needs(id).size() > 1);
  }

  /// To be changed by the revision's commands, and then given to [#done].
  Known before(RevisionId id) {
    var needs = graph.needs(id);
    if (needs.isEmpty()) {
      return new Known();
    }
    var known = handedOn(needs.getFirst());
    if (needs.size() > 1) {
      var there = graph.ancestors(List.of(needs.getFirst()));
      var missing = new HashSet<>(graph.ancestors(needs));
      missing.removeAll(there);
      apply(missing, known);
    }
    known.beginSection();
    return known;
  }

  void done(RevisionId id, Known known, List<Command> done) {
    if (followers.containsKey(id)) {
      after.put(id, known);
    }
    if (joins) {
      commands.put(id, done);
    }
  }

  private Known handedOn(RevisionId id) {
    var known = java.util.Objects.requireNonNull(after.get(id), "revisions must come in order");
    return followers.getOrDefault(id, 0) == 1 ? known : known.branch();
  }

  private void apply(Set<RevisionId> missing, Known known) {
    for (var id : order) {
      if (missing.contains(id)) {
        known.beginSection();
        commands.getOrDefault(id, List.of()).forEach(known::apply);
      }
    }
  }
}
