package dev.revisor.plan;

import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.List;

/// What a database says of itself.
///
/// @param rows the version rows, sorted
/// @param recorded the revisions that the database has rows for, with the origin `DATABASE`
public record AppliedState(List<RevisionId> rows, List<Revision> recorded) {

  public AppliedState {
    rows = rows.stream().sorted().distinct().toList();
    recorded = List.copyOf(recorded);
  }

  /// A state without a database: these rows, and nothing recorded.
  public static AppliedState at(Collection<RevisionId> rows) {
    return new AppliedState(List.copyOf(rows), List.of());
  }

  /// Nothing applied.
  public static AppliedState empty() {
    return new AppliedState(List.of(), List.of());
  }
}
