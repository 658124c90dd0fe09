package dev.revisor.operator;

import dev.revisor.api.Reason;
import java.time.Instant;

/// What to do now. One `switch` acts on it, another reports it.
sealed interface Decision {

  /// The database is where it should be.
  record Nothing() implements Decision {}

  /// Start a Job: run number and key.
  record StartJob(long run, RunKey key) implements Decision {}

  /// A Job is under way, ours or one that an earlier operator started: leave it alone.
  record AwaitJob(JobView job, Reason reason, String message) implements Decision {}

  /// Something keeps a Job's container from starting. Who keeps it tries again, and what comes of
  /// it is told by events; it is looked at again then in any case.
  record AwaitStart(JobView job, Instant at, Reason reason, String message) implements Decision {}

  /// A Job whose container never started is in the way of a newer spec: stop it, see it gone.
  record Withdraw(JobView job, Reason reason, String message) implements Decision {}

  /// Wait for the first look at the database, or at one that may be the same.
  record AwaitDatabase() implements Decision {}

  /// Something outside is missing; look or try again then.
  record RetryAt(Instant at, Reason reason, String message) implements Decision {}

  /// The plan waits for somebody to approve it.
  record AwaitApproval(String message) implements Decision {}

  /// It fails until somebody changes something.
  record Refuse(Reason reason, String message) implements Decision {}

  /// The user asked for quiet.
  record Suspended() implements Decision {}

  /// The resource goes: let it, and take the finished Jobs along.
  record Release() implements Decision {}
}
