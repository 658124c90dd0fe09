package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What a step does to the version rows: at most one UPDATE, the rest of the difference as DELETE
/// or INSERT, as Alembic writes it. Each UPDATE and DELETE must hit exactly one row.
public record RowChange(
    List<RevisionId> deletes, Optional<Update> update, List<RevisionId> inserts) {

  /// One row's new value.
  public record Update(RevisionId from, RevisionId to) {}

  public RowChange {
    deletes = List.copyOf(deletes);
    inserts = List.copyOf(inserts);
  }

  /// The change that leads from one set of rows to another; ordered by id.
  public static RowChange between(Collection<RevisionId> before, Collection<RevisionId> after) {
    var gone = new TreeSet<>(before);
    gone.removeAll(after);
    var come = new TreeSet<>(after);
    come.removeAll(before);
    if (gone.isEmpty() || come.isEmpty()) {
      return new RowChange(List.copyOf(gone), Optional.empty(), List.copyOf(come));
    }
    var update = new Update(gone.last(), come.last());
    return new RowChange(
        new ArrayList<>(gone).subList(0, gone.size() - 1),
        Optional.of(update),
        new ArrayList<>(come).subList(0, come.size() - 1));
  }

  public boolean isEmpty() {
    return deletes.isEmpty() && update.isEmpty() && inserts.isEmpty();
  }
}
