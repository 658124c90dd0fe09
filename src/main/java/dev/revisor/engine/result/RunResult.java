package dev.revisor.engine.result;

import dev.revisor.revision.RevisionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run reports: the JSON document of kind `RunResult`.
///
/// @param runId identifies the run in the table `run`
/// @param message one sentence
/// @param from the version rows when the run began, sorted
/// @param to the version rows at the end, as read, sorted
/// @param target the target resolved, sorted; null when it is not known
/// @param planHash `sha256:` and 64 hexadecimal digits; null without a plan
/// @param image the image that ran, where one was named
/// @param database null when no connection was made
/// @param plan null without a plan, or with an empty one
/// @param steps the steps that were completed, in order
/// @param error null unless the run failed or was refused
public record RunResult(
    String runId,
    String command,
    Outcome outcome,
    Reason reason,
    String message,
    List<RevisionId> from,
    List<RevisionId> to,
    @Nullable List<RevisionId> target,
    Counts counts,
    @Nullable String planHash,
    @Nullable String image,
    Instant startedAt,
    Instant finishedAt,
    @Nullable Database database,
    @Nullable PlanSummary plan,
    List<StepResult> steps,
    @Nullable RunError error) {

  public RunResult {
    from = List.copyOf(from);
    to = List.copyOf(to);
    target = target == null ? null : List.copyOf(target);
    steps = List.copyOf(steps);
  }

  /// @param planned steps of the plan
  /// @param upgraded steps done forwards
  /// @param downgraded steps done backwards
  /// @param pending revisions between the version rows at the end and the target
  public record Counts(int planned, int upgraded, int downgraded, int pending) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  /// Which database it was.
  ///
  /// @param systemIdentifier of the cluster; null when the role may not read it
  /// @param serverVersion such as `18.1`
  /// @param versionTable null for the usual one, or when the runner is older
  public record Database(
      @Nullable String systemIdentifier,
      String name,
      String serverVersion,
      @Nullable String versionTable) {}

  /// A step that was completed.
  ///
  /// @param direction `upgrade` or `downgrade`
  public record StepResult(RevisionId revision, String direction, Duration duration) {}

  /// How long the run took, by its own clock.
  public Duration duration() {
    return Duration.between(startedAt, finishedAt);
  }

  /// What the process ends with.
  public int exitCode() {
    return reason.exitCode(error == null ? reason.fault() : error.fault());
  }

  /// The whole document, without a final newline.
  public String toJson() {
    return RunResultWriter.whole(this);
  }

  /// The document in at most 4,096 bytes of UTF-8: details are cut, never the verdict.
  public String toTerminationLog() {
    return RunResultWriter.terminationLog(this);
  }

  /// Reads a document of this or another version: fields that are not known are left out, ones that
  /// are missing get an empty value.
  ///
  /// @throws IllegalArgumentException when `json` is no RunResult
  public static RunResult parse(String json) {
    return RunResultReader.read(json);
  }
}
