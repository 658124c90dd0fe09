package dev.revisor.engine.history;

import dev.revisor.plan.ScriptFacts;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import dev.revisor.script.TransactionMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A row of the table `revision`: a revision that is applied, as it was then. The downgrade SQL
/// itself is read apart, see [HistoryReader#storedDowngrade].
///
/// @param parents ids
/// @param dependsOn ids
/// @param downgrade how the stored downgrade runs; empty where none is stored
/// @param irreversible the author's reason, when it cannot be undone
/// @param appliedBy the database user
public record AppliedRevision(
    RevisionId id,
    List<RevisionId> parents,
    List<RevisionId> dependsOn,
    List<String> labels,
    String message,
    Checksum checksum,
    Optional<TransactionMode> downgrade,
    Optional<String> irreversible,
    Instant appliedAt,
    String appliedBy,
    Duration duration) {

  public AppliedRevision {
    parents = List.copyOf(parents);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
  }

  /// What a plan needs to know of the stored script.
  ScriptFacts facts() {
    return new ScriptFacts(checksum, TransactionMode.REVISION, downgrade, irreversible);
  }

  /// As a node of the graph.
  Revision toRevision() {
    return new Revision(
        id,
        parents,
        dependsOn.stream().map(RevisionId::value).toList(),
        labels,
        message,
        null,
        Revision.Origin.DATABASE);
  }
}
