package dev.revisor.engine.run;

import dev.revisor.engine.history.LockHolder;
import dev.revisor.engine.history.ServerFacts;
import dev.revisor.engine.result.RunError;
import dev.revisor.plan.Plan;
import dev.revisor.plan.Step;
import dev.revisor.schema.diff.Drift;
import java.time.Duration;
import java.util.Optional;

/// What a run tells while it goes on.
public sealed interface RunEvent {
  /// The database answers.
  record Connected(ServerFacts server) implements RunEvent {}

  /// Another run holds the lock. Said when the wait begins, when the holder changes, and each
  /// minute.
  ///
  /// @param holder empty when it let go in between
  record WaitingForLock(Optional<LockHolder> holder, Duration waited) implements RunEvent {}

  /// The plan is made, under the lock.
  record Planned(Plan plan) implements RunEvent {}

  /// @param number from 1
  record StepStarted(Step step, int number, int total) implements RunEvent {}

  record StepFinished(Step step, int number, int total, Duration duration) implements RunEvent {}

  /// A revision met a lock, was rolled back and will be run again after a pause.
  ///
  /// @param attempt from 1
  record Retrying(Step step, int attempt, RunError cause, Duration pause) implements RunEvent {}

  /// The connection broke at COMMIT; a new one will tell whether it took effect.
  record Reconnecting(Step step, RunError cause) implements RunEvent {}

  /// The schema is not what was accepted last: somebody changed it by hand.
  ///
  /// @param fingerprint of the schema as it is, to accept it
  record Drifted(Drift drift, String fingerprint) implements RunEvent {}

  /// The run was asked to stop.
  ///
  /// @param grace how long a statement that runs may go on
  record Stopping(Duration grace) implements RunEvent {}

  /// What the server told about a statement.
  ///
  /// @param severity such as `NOTICE`
  record Notice(String severity, String message) implements RunEvent {}
}
