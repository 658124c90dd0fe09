package dev.revisor.lint;

import dev.revisor.revision.RevisionId;
import java.util.Map;
import java.util.Set;

/// What a database says about the revisions of the directory.
///
/// @param overtaken revisions that are not applied, with one that is and needs them now, but did
///   not when it was applied
/// @param changed applied revisions whose files are not what was applied
public record RevisionFacts(Map<RevisionId, RevisionId> overtaken, Set<RevisionId> changed) {
  /// No database was asked.
  public static final RevisionFacts NONE = new RevisionFacts(Map.of(), Set.of());

  public RevisionFacts {
    overtaken = Map.copyOf(overtaken);
    changed = Set.copyOf(changed);
  }
}
