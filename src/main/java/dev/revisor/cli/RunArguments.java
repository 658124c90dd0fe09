package dev.revisor.cli;

import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.environment.Configuration;
import dev.revisor.engine.environment.DurationText;
import dev.revisor.engine.run.RunOptions;
import dev.revisor.revision.RevisionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The options of commands that run scripts; what is not given comes from `revisor.yaml`.
final class RunArguments implements Declared {
  @Nullable String lockWait;
  @Nullable String lockTimeout;
  @Nullable String statementTimeout;
  @Nullable String role;
  final List<String> acceptChanged = new ArrayList<>();
  @Nullable LintMode lint;

  @Override
  public void declare(Declaration command) {
    command
        .option(
            "--lock-wait",
            "DURATION",
            "How long to wait for another run to end: 5min.",
            value -> lockWait = value)
        .option(
            "--lock-timeout",
            "DURATION",
            "How long a statement waits for a lock.",
            value -> lockTimeout = value)
        .option(
            "--statement-timeout",
            "DURATION",
            "How long a statement may take; 0: for ever.",
            value -> statementTimeout = value)
        .option(
            "--role", "ROLE", "The role that revisions run as (SET ROLE).", value -> role = value)
        .repeatable(
            "--accept-changed",
            "REV",
            "Accept that the file of this revision is not the one applied; repeatable.",
            acceptChanged)
        .choice(
            "--lint",
            LintMode.class,
            "Lint's findings: ignore, show or refuse; a run ignores, a plan shows them.",
            value -> lint = value);
  }

  /// What a run does.
  LintMode lintOfRun() {
    return lint == null ? LintMode.off : lint;
  }

  /// What a plan shows: findings, unless it is told not to.
  LintMode lintOfPlan() {
    return lint == null ? LintMode.warn : lint;
  }

  RunOptions over(Configuration.Run configuration) {
    var scope =
        switch (configuration.transaction()) {
          case REVISION -> RunOptions.Scope.REVISION;
          case RUN -> RunOptions.Scope.RUN;
        };
    var chosen = Optional.ofNullable(role).or(configuration::role);
    return new RunOptions(
        duration("--lock-timeout", lockTimeout, configuration.lockTimeout()),
        configuration.lockRetries(),
        duration("--statement-timeout", statementTimeout, configuration.statementTimeout()),
        duration("--lock-wait", lockWait, RunOptions.DEFAULTS.lockWait()),
        RunOptions.DEFAULTS.grace(),
        scope,
        chosen.map(Identifier::new),
        acceptChanged.stream().map(RunArguments::id).collect(Collectors.toSet()));
  }

  static Duration duration(String option, @Nullable String text, Duration otherwise) {
    if (text == null) {
      return otherwise;
    }
    return DurationText.parse(text)
        .orElseThrow(
            () -> Failure.usage(option + " must be " + DurationText.FORM + ", was '" + text + "'"));
  }

  private static RevisionId id(String text) {
    if (!RevisionId.isValid(text)) {
      throw Failure.usage("--accept-changed takes a revision's id, was '" + text + "'");
    }
    return new RevisionId(text);
  }
}
