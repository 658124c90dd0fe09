package dev.revisor.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.revisor.revision.RevisionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunResultTest {
  private static final Instant START = Instant.parse("2026-11-23T10:15:00.250Z");

  private static RunResult failed(String message, int steps, int heads) {
    var rows = IntStream.range(0, heads).mapToObj(i -> new RevisionId("r".repeat(60) + i)).toList();
    var done =
        IntStream.range(0, steps)
            .mapToObj(
                i ->
                    new RunResult.StepResult(
                        new RevisionId("%012x".formatted(i)), "upgrade", Duration.ofMillis(i)))
            .toList();
    var error =
        new RunError(
            Fault.USER,
            message,
            new RevisionId("3f2a9c1b7d4e"),
            "upgrade",
            "versions/3f2a9c1b7d4e_x.sql",
            12,
            5,
            "CREATE TABLE \"ü\" (" + "x".repeat(1000),
            "42P07",
            "look \"there\"");
    return new RunResult(
        "run-1",
        "apply",
        Outcome.Failed,
        Reason.MigrationFailed,
        message,
        rows,
        rows,
        rows,
        new RunResult.Counts(steps + 1, steps, 0, 1),
        "sha256:" + "0".repeat(64),
        "ghcr.io/acme/shop@sha256:" + "1".repeat(64),
        START,
        START.plusMillis(123),
        new RunResult.Database("7301", "shop", "18.1", "public.alembic_version"),
        plan(steps),
        done,
        error);
  }

  private static PlanSummary plan(int steps) {
    var named =
        IntStream.range(0, Math.min(steps, PlanSummary.MOST_STEPS))
            .mapToObj(
                i ->
                    new PlanSummary.Step(
                        new RevisionId("p%063d".formatted(i)), "upgrade", "m".repeat(80)))
            .toList();
    return new PlanSummary(
        "upgrade",
        steps,
        named,
        new TreeMap<>(Map.of("destructive", 2)),
        "sha256:" + "2".repeat(64));
  }

  @Test
  void printsEveryField() {
    var result =
        new RunResult(
            "run-1",
            "apply",
            Outcome.NothingToDo,
            Reason.NothingToDo,
            "nothing to do",
            List.of(new RevisionId("a1")),
            List.of(new RevisionId("a1")),
            null,
            RunResult.Counts.NONE,
            null,
            null,
            START,
            START.plusMillis(5),
            null,
            null,
            List.of(),
            null);

    assertThat(result.toJson())
        .isEqualTo(
            "{\"apiVersion\":\"revisor.dev/v1\",\"kind\":\"RunResult\",\"runId\":\"run-1\","
                + "\"command\":\"apply\",\"outcome\":\"NothingToDo\",\"reason\":\"NothingToDo\","
                + "\"message\":\"nothing to do\",\"from\":[\"a1\"],\"to\":[\"a1\"],\"target\":null,"
                + "\"counts\":{\"planned\":0,\"upgraded\":0,\"downgraded\":0,\"pending\":0},"
                + "\"planHash\":null,\"image\":null,\"startedAt\":\"2026-11-23T10:15:00.250Z\","
                + "\"finishedAt\":\"2026-11-23T10:15:00.255Z\",\"durationMs\":5,"
                + "\"database\":null,\"steps\":[]}");
  }

  @Test
  void readsWhatItPrints() {
    var result = failed("relation \"x\" already exists", 3, 2);

    assertThat(RunResult.parse(result.toJson())).isEqualTo(result);
  }

  @Test
  void keepsAShortResultWholeInTheTerminationLog() {
    var result = failed("no", 1, 1);

    assertThat(result.toTerminationLog()).isEqualTo(result.toJson());
  }

  @Test
  void neverExceedsTheTerminationLogAndNeverCutsTheVerdict() {
    for (var length : new int[] {10, 500, 5_000, 100_000}) {
      for (var steps : new int[] {0, 10, 10_000}) {
        for (var heads : new int[] {0, 5, 12}) {
          var result = failed("ü".repeat(length), steps, heads);

          var log = result.toTerminationLog();

          assertThat(log.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
          var read = RunResult.parse(log);
          assertThat(read.reason()).isEqualTo(Reason.MigrationFailed);
          assertThat(read.outcome()).isEqualTo(Outcome.Failed);
          assertThat(read.counts()).isEqualTo(result.counts());
          assertThat(read.from()).isEqualTo(result.from());
          assertThat(read.to()).isEqualTo(result.to());
          assertThat(read.target()).isEqualTo(result.target());
          var error = Objects.requireNonNull(read.error());
          assertThat(error.sqlState()).isEqualTo("42P07");
          assertThat(error.line()).isEqualTo(12);
        }
      }
    }
  }

  @Test
  void staysWithinTheTerminationLogWithHundredsOfHeads() {
    var log = failed("ü".repeat(5000), 100, 300).toTerminationLog();

    assertThat(log.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
    assertThat(RunResult.parse(log).counts().planned()).isEqualTo(101);
  }

  @Test
  void readsADocumentOfANewerVersion() {
    var json =
        "{\"apiVersion\":\"revisor.dev/v1\",\"kind\":\"RunResult\",\"new\":{\"a\":[1,[2]]},"
            + "\"outcome\":\"Failed\",\"reason\":\"MoonPhase\",\"message\":\"full\","
            + "\"error\":{\"fault\":\"TRANSIENT\",\"message\":\"full\"}}";

    var read = RunResult.parse(json);

    assertThat(read.reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(read.message()).isEqualTo("MoonPhase: full");
    assertThat(read.exitCode()).isEqualTo(4);
  }

  @Test
  void refusesWhatIsNoRunResult() {
    assertThatThrownBy(() -> RunResult.parse("Killed"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RunResult.parse("{\"kind\":\"Plan\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Plan");
    assertThatThrownBy(() -> RunResult.parse("{\"kind\":\"RunResult\""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsTheProcessByReasonAndFault() {
    assertThat(Reason.Succeeded.exitCode(Fault.BUG)).isZero();
    assertThat(Reason.UnknownRevision.exitCode(Fault.USER)).isEqualTo(2);
    assertThat(Reason.MigrationFailed.exitCode(Fault.USER)).isEqualTo(3);
    assertThat(Reason.MigrationFailed.exitCode(Fault.TRANSIENT)).isEqualTo(4);
    assertThat(Reason.AuthenticationFailed.exitCode(Fault.TRANSIENT)).isEqualTo(4);
    assertThat(Reason.DowngradeDenied.exitCode(Fault.USER)).isEqualTo(5);
    assertThat(Reason.InternalError.exitCode(Fault.BUG)).isEqualTo(1);
  }

  @Test
  void cutsStatementsBetweenCharacters() {
    var error = RunError.of(Fault.USER, "m").withStatement("😀".repeat(200));

    assertThat(error.statement()).hasSizeLessThanOrEqualTo(200).endsWith("😀…");
  }
}
