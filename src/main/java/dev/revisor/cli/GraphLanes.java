package dev.revisor.cli;

import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Columns for the lines of a graph that is drawn from the newest revision down: each revision
/// stands in the leftmost lane that waits for it; its first parent takes the lane over, further
/// ones take free lanes.
final class GraphLanes {
  private final List<@Nullable RevisionId> waiting = new ArrayList<>();

  /// A revision's place.
  ///
  /// @param lane from 0
  /// @param before what each lane waited for above it; null: free
  /// @param after what each lane waits for below it
  record Row(
      Entry entry, int lane, List<@Nullable RevisionId> before, List<@Nullable RevisionId> after) {}

  private GraphLanes() {}

  /// @param entries each before its parents
  static List<Row> of(List<Entry> entries) {
    var lanes = new GraphLanes();
    return entries.stream().map(lanes::place).toList();
  }

  private Row place(Entry entry) {
    if (!waiting.contains(entry.id())) {
      waitFor(entry.id());
    }
    var before = new ArrayList<@Nullable RevisionId>(waiting);
    var lane = waiting.indexOf(entry.id());
    waiting.replaceAll(id -> entry.id().equals(id) ? null : id);
    for (var parent : entry.revises()) {
      if (waiting.get(lane) == null) {
        waiting.set(lane, parent);
      } else if (!waiting.contains(parent)) {
        waitFor(parent);
      }
    }
    while (!waiting.isEmpty() && waiting.getLast() == null) {
      waiting.removeLast();
    }
    return new Row(entry, lane, before, new ArrayList<@Nullable RevisionId>(waiting));
  }

  private void waitFor(RevisionId id) {
    var free = waiting.indexOf(null);
    if (free < 0) {
      waiting.add(id);
    } else {
      waiting.set(free, id);
    }
  }
}
