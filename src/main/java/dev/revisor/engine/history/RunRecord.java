package dev.revisor.engine.history;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.StepRecord;
import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of the table `run`. A run that is on its way, or that died and that no later run has found
/// yet, has neither outcome nor end.
///
/// @param to the version rows at the end; as far as it came, while it is on its way
/// @param target the target resolved; null when it is not known
/// @param stepsJson see [#steps]
public record RunRecord(
    String id,
    String command,
    Optional<String> requester,
    Optional<String> image,
    String databaseUser,
    List<RevisionId> from,
    List<RevisionId> to,
    @Nullable List<RevisionId> target,
    Optional<String> planHash,
    Optional<Outcome> outcome,
    Optional<Reason> reason,
    Instant startedAt,
    Optional<Instant> finishedAt,
    String stepsJson,
    Optional<RunError> error) {

  public RunRecord {
    from = List.copyOf(from);
    to = List.copyOf(to);
    target = target == null ? null : List.copyOf(target);
  }

  /// The steps that were completed, in order. Most who read a run do not ask for them.
  public List<StepRecord> steps() {
    return StepRecord.parse(stepsJson);
  }
}
