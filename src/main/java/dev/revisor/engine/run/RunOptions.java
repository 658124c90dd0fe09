package dev.revisor.engine.run;

import dev.revisor.engine.database.Identifier;
import dev.revisor.revision.RevisionId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// How a run behaves.
///
/// @param lockTimeout of a statement that takes locks; zero: none
/// @param lockRetries how often a revision is run again after it met a lock; 0 or more
/// @param statementTimeout zero: none
/// @param lockWait how long to wait for another run to end
/// @param grace how long a statement may go on after the run was asked to stop
/// @param role to SET ROLE to; empty: stay the one who connects
/// @param acceptedChanges revisions whose files may differ from what was applied
public record RunOptions(
    Duration lockTimeout,
    int lockRetries,
    Duration statementTimeout,
    Duration lockWait,
    Duration grace,
    Scope scope,
    Optional<Identifier> role,
    Set<RevisionId> acceptedChanges) {
  public static final RunOptions DEFAULTS =
      new RunOptions(
          Duration.ofSeconds(5),
          10,
          Duration.ZERO,
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Scope.REVISION,
          Optional.empty(),
          Set.of());

  /// What commits together.
  public enum Scope {
    /// Each revision by itself.
    REVISION,
    /// All of a run, as far as its scripts allow.
    RUN
  }

  public RunOptions {
    acceptedChanges = Set.copyOf(acceptedChanges);
    if (lockRetries < 0) {
      throw new IllegalArgumentException("lockRetries must not be negative, was " + lockRetries);
    }
  }
}
