package dev.revisor.engine.run;

import dev.revisor.engine.history.DatabaseState;
import dev.revisor.plan.Refusal;
import dev.revisor.plan.Stamp;
import dev.revisor.revision.RevisionId;
import java.util.Set;

/// Says from what the database says how its version rows are to be set.
public interface Stamping {
  Result stamp(DatabaseState state);

  /// The rows afterwards, or why not.
  sealed interface Result {
    /// @param applied every revision that counts as applied afterwards: the rows and all that they
    ///   need
    record Planned(Stamp stamp, Set<RevisionId> applied) implements Result {
      public Planned {
        applied = Set.copyOf(applied);
      }

      /// Everything stays.
      static Planned unchanged(DatabaseState state) {
        return new Planned(
            new Stamp(state.versionRows(), state.versionRows()), state.applied().keySet());
      }
    }

    record Refused(Refusal refusal) implements Result {}
  }
}
