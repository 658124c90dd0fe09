package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/// What a target means in a world.
sealed interface Resolution {

  /// These revisions; several for `heads`. `branch` is the revision that the label names.
  record Revisions(List<RevisionId> ids, Optional<RevisionId> branch) implements Resolution {
    public Revisions {
      ids = List.copyOf(ids);
    }
  }

  /// Nothing applied; in one branch, where one is named.
  record Nothing(Optional<RevisionId> branch) implements Resolution {}

  /// The target has no meaning here.
  record Unclear(Refusal refusal) implements Resolution {}
}
