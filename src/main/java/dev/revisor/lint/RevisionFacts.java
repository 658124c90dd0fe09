package dev.revisor.lint;

import dev.revisor.revision.RevisionId;
import java.util.Set;

/// What a database says about the revisions of the directory.
///
/// @param applied those that it has
/// @param changed those whose files are not what was applied
public record RevisionFacts(Set<RevisionId> applied, Set<RevisionId> changed) {
  /// No database was asked.
  public static final RevisionFacts NONE = new RevisionFacts(Set.of(), Set.of());

  public RevisionFacts {
    applied = Set.copyOf(applied);
    changed = Set.copyOf(changed);
  }
}
