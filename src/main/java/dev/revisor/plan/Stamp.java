package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import java.util.List;

/// Version rows set without running anything.
///
/// @param before the rows as they are, sorted
/// @param after the rows as they will be, sorted
public record Stamp(List<RevisionId> before, List<RevisionId> after) {

  public Stamp {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// What happens to the rows.
  public RowChange rows() {
    return RowChange.between(before, after);
  }
}
