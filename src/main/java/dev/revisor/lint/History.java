package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.Command;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// What there is before each revision, asked in an order in which each comes after what it needs.
/// In one line of revisions, what is known is handed on; where lines part, it is layered; where
/// they join, the commands of the other lines are added.
final class History {
  private final RevisionGraph graph;
  private final Map<RevisionId, Integer> places = new HashMap<>();
  private final Map<RevisionId, Integer> followers = new HashMap<>();
  private final Map<RevisionId, Known> after = new HashMap<>();
  private final Map<RevisionId, List<Command>> commands = new HashMap<>();
  private final boolean joins;

  /// @param order the revisions, each behind what it needs
  History(RevisionGraph graph, List<RevisionId> order) {
    this.graph = graph;
    for (var id : order) {
      places.put(id, places.size());
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
      for (var missing : onOtherLines(needs)) {
        known.beginSection();
        commands.getOrDefault(missing, List.of()).forEach(known::apply);
      }
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

  /// What the first need does not have of what the others have, in order. The walk goes back from
  /// the newest on, and ends where nothing is left that only the others have: it is as long as the
  /// lines since they parted.
  List<RevisionId> onOtherLines(List<RevisionId> needs) {
    var ofFirst = new HashSet<>(List.of(needs.getFirst()));
    var ofOthers = new HashSet<>(needs.subList(1, needs.size()));
    var found = new ArrayDeque<RevisionId>();
    var newest =
        new PriorityQueue<RevisionId>(
            Comparator.<RevisionId, Integer>comparing(places::get).reversed());
    newest.addAll(new HashSet<>(needs));
    while (!ofFirst.containsAll(ofOthers)) {
      var id = newest.remove();
      var isOfFirst = ofFirst.remove(id);
      var isOfOthers = ofOthers.remove(id);
      if (isOfOthers && !isOfFirst) {
        found.addFirst(id);
      }
      for (var need : graph.needs(id)) {
        if (!ofFirst.contains(need) && !ofOthers.contains(need)) {
          newest.add(need);
        }
        if (isOfFirst) {
          ofFirst.add(need);
        }
        if (isOfOthers) {
          ofOthers.add(need);
        }
      }
    }
    return List.copyOf(found);
  }
}
