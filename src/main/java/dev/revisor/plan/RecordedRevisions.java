package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// The applied revisions that only the database knows: from the version rows down through its
/// records to where the files begin. Records that no row leads to are left alone; they are what
/// another tool, or a stamp, left behind.
final class RecordedRevisions {
  private final RevisionGraph files;
  private final Map<RevisionId, Revision> records = new HashMap<>();
  private final Map<RevisionId, Revision> found = new TreeMap<>();
  private final Map<String, RevisionId> lost = new TreeMap<>();
  private final Deque<RevisionId> open = new ArrayDeque<>();

  private RecordedRevisions(RevisionGraph files) {
    this.files = files;
  }

  /// What was found.
  sealed interface Found {
    /// @param revisions sorted by id; none of them is in the files
    record Known(List<Revision> revisions) implements Found {}

    record Lost(Refusal refusal) implements Found {}
  }

  static Found of(RevisionGraph files, AppliedState state) {
    var search = new RecordedRevisions(files);
    state.recorded().forEach(revision -> search.records.put(revision.id(), revision));
    var unknown = new ArrayList<RevisionId>();
    for (var row : state.rows()) {
      if (!search.visit(row)) {
        unknown.add(row);
      }
    }
    if (!unknown.isEmpty()) {
      return new Found.Lost(search.unknownRows(unknown));
    }
    search.walk();
    return search.lost.isEmpty()
        ? new Found.Known(List.copyOf(search.found.values()))
        : new Found.Lost(search.lostNeeds());
  }

  private void walk() {
    while (!open.isEmpty()) {
      var revision = Objects.requireNonNull(found.get(open.remove()));
      for (var parent : revision.revises()) {
        need(revision, parent.value());
      }
      for (var dependency : revision.dependsOn()) {
        need(revision, dependency);
      }
    }
  }

  private void need(Revision revision, String id) {
    if (!RevisionId.isValid(id) || !visit(new RevisionId(id))) {
      lost.putIfAbsent(id, revision.id());
    }
  }

  /// Whether files or records know it.
  private boolean visit(RevisionId id) {
    if (files.contains(id) || found.containsKey(id)) {
      return true;
    }
    var record = records.get(id);
    if (record == null) {
      return false;
    }
    found.put(id, record);
    open.add(id);
    return true;
  }

  private Refusal unknownRows(List<RevisionId> rows) {
    var texts = World.texts(rows);
    var near = new TreeSet<String>();
    texts.forEach(text -> near.addAll(files.nearest(text)));
    return new Refusal(
        Kind.UNKNOWN_REVISION,
        "the database is at "
            + (texts.size() == 1 ? "revision " : "revisions ")
            + String.join(", ", texts)
            + ", which neither the directory nor the database's own records know; "
            + "use the directory that has "
            + (texts.size() == 1 ? "it" : "them")
            + ", or set the version with `stamp --purge REV`",
        List.copyOf(near));
  }

  private Refusal lostNeeds() {
    var id = lost.keySet().iterator().next();
    return new Refusal(
        Kind.UNKNOWN_REVISION,
        "revision "
            + lost.get(id)
            + ", which is applied and known from the database's records alone, needs "
            + String.join(", ", lost.keySet())
            + ", which neither the directory nor the records know; "
            + "use the directory that has it, or set the version with `stamp --purge REV`",
        List.copyOf(lost.keySet()));
  }
}
