package dev.revisor.engine.result;

import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Cuts details off a [RunResult].
final class Shorter {
  private Shorter() {}

  static RunResult withoutSteps(RunResult result) {
    return copy(result, result.message(), result.image(), result.plan(), List.of(), result.error());
  }

  static RunResult withoutStatement(RunResult result) {
    return withError(
        result,
        error ->
            new RunError(
                error.fault(),
                error.message(),
                error.revision(),
                error.direction(),
                error.file(),
                error.line(),
                error.column(),
                null,
                error.sqlState(),
                error.hint()));
  }

  static RunResult withoutHint(RunResult result) {
    return withError(result, error -> copy(error, error.message(), error.file(), null));
  }

  /// Messages of at most `max` characters.
  static RunResult withMessages(RunResult result, int max) {
    var cut =
        withError(
            result,
            error -> copy(error, Cut.characters(error.message(), max), error.file(), error.hint()));
    return copy(
        cut, Cut.characters(cut.message(), max), cut.image(), cut.plan(), cut.steps(), cut.error());
  }

  /// Names of files and images of at most `max` characters.
  static RunResult withNames(RunResult result, int max) {
    var cut =
        withError(result, error -> copy(error, error.message(), cut(error.file(), max), null));
    return copy(cut, cut.message(), cut(cut.image(), max), cut.plan(), cut.steps(), cut.error());
  }

  /// At most `max` version rows in each list: only for databases with hundreds of heads.
  static RunResult withRows(RunResult result, int max) {
    return new RunResult(
        Cut.characters(result.runId(), 100),
        Cut.characters(result.command(), 100),
        result.outcome(),
        result.reason(),
        result.message(),
        first(result.from(), max),
        first(result.to(), max),
        result.target() == null ? null : first(result.target(), max),
        result.counts(),
        result.planHash(),
        result.image(),
        result.startedAt(),
        result.finishedAt(),
        result.database(),
        result.plan(),
        result.steps(),
        result.error());
  }

  /// At most `max` steps of the plan.
  static RunResult withPlannedSteps(RunResult result, int max) {
    var plan = result.plan() == null ? null : result.plan().withSteps(max);
    return copy(result, result.message(), result.image(), plan, result.steps(), result.error());
  }

  private static List<RevisionId> first(List<RevisionId> ids, int max) {
    return ids.subList(0, Math.min(max, ids.size()));
  }

  private static @Nullable String cut(@Nullable String text, int max) {
    return text == null ? null : Cut.characters(text, max);
  }

  private static RunResult withError(RunResult result, UnaryOperator<RunError> change) {
    var error = result.error() == null ? null : change.apply(result.error());
    return copy(result, result.message(), result.image(), result.plan(), result.steps(), error);
  }

  private static RunResult copy(
      RunResult result,
      String message,
      @Nullable String image,
      @Nullable PlanSummary plan,
      List<RunResult.StepResult> steps,
      @Nullable RunError error) {
    return new RunResult(
        result.runId(),
        result.command(),
        result.outcome(),
        result.reason(),
        message,
        result.from(),
        result.to(),
        result.target(),
        result.counts(),
        result.planHash(),
        image,
        result.startedAt(),
        result.finishedAt(),
        result.database(),
        plan,
        steps,
        error);
  }

  private static RunError copy(
      RunError error, String message, @Nullable String file, @Nullable String hint) {
    return new RunError(
        error.fault(),
        message,
        error.revision(),
        error.direction(),
        file,
        error.line(),
        error.column(),
        error.statement(),
        error.sqlState(),
        hint);
  }
}
