package dev.revisor.engine.history;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is recorded of a revision when it is applied.
///
/// @param dependsOn ids
/// @param downgrade null where the file has no downgrade section
/// @param irreversible the author's reason; null where the file gives none
public record RevisionEntry(
    RevisionId id,
    List<RevisionId> parents,
    List<RevisionId> dependsOn,
    List<String> labels,
    String message,
    Checksum checksum,
    @Nullable StoredDowngrade downgrade,
    @Nullable String irreversible) {

  public RevisionEntry {
    parents = List.copyOf(parents);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
  }
}
