package dev.revisor.engine.history;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A row of the table `revision`: a revision that is applied, as it was then. The downgrade SQL
/// itself is read apart, see [HistoryReader#storedDowngrade].
///
/// @param parents ids
/// @param dependsOn ids
/// @param downgrade whether its downgrade is stored
/// @param irreversible the author's reason, when it cannot be undone
/// @param appliedBy the database user
public record AppliedRevision(
    RevisionId id,
    List<RevisionId> parents,
    List<RevisionId> dependsOn,
    List<String> labels,
    String message,
    Checksum checksum,
    Downgrade downgrade,
    Optional<String> irreversible,
    Instant appliedAt,
    String appliedBy,
    Duration duration) {

  public AppliedRevision {
    parents = List.copyOf(parents);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
  }

  /// Whether the way back is stored.
  public enum Downgrade {
    STORED,
    ABSENT
  }
}
