package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.List;

/// What a target names, for commands that look at revisions rather than go there.
public final class Lookup {
  private Lookup() {}

  /// The revisions, or why it names none.
  public sealed interface Result {
    /// @param revisions none for `base`, and for `head` of a directory without revisions
    record Found(List<RevisionId> revisions) implements Result {
      public Found {
        revisions = List.copyOf(revisions);
      }
    }

    record Refused(Refusal refusal) implements Result {}
  }

  /// Steps without a place count from what is applied.
  public static Result of(World world, Target target) {
    return switch (new UpgradeTarget(world, UpgradeTarget.PastTheEnd.REFUSED).anywhere(target)) {
      case Resolution.Unclear(var refusal) -> new Result.Refused(refusal);
      case Resolution.Nothing _ -> new Result.Found(List.of());
      case Resolution.Revisions(var ids, _) -> new Result.Found(ids);
    };
  }
}
