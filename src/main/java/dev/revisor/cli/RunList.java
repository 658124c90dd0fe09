package dev.revisor.cli;

import dev.revisor.engine.history.RunRecord;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.result.StepRecord;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Prints runs as the database remembers them: a line each, a paragraph each with `-v`, or as JSON.
record RunList(Console console) {
  /// As many digits of a checksum as tell files apart; JSON has them all.
  private static final int SHOWN_DIGITS = 12;

  /// The runs of a history, the newest first.
  void print(List<RunRecord> runs) {
    if (console.json()) {
      console.document("RunList", json -> json.objects("runs", runs, run -> write(json, run)));
    } else if (console.verbose()) {
      runs.forEach(run -> paragraph(run).forEach(console::line));
    } else {
      runs.forEach(run -> console.line(line(run)));
    }
  }

  /// All that is known of one run.
  void printWhole(RunRecord run) {
    if (console.json()) {
      console.document("Run", json -> write(json, run));
    } else {
      paragraph(run).forEach(console::line);
    }
  }

  private static String line(RunRecord run) {
    return "%s %s %s %s: %s -> %s"
        .formatted(
            run.startedAt(),
            run.id(),
            run.command(),
            outcome(run),
            rows(run.from()),
            rows(run.to()));
  }

  private static String outcome(RunRecord run) {
    return run.outcome().map(Enum::name).orElse("has no end");
  }

  private static String rows(Collection<RevisionId> ids) {
    return ids.isEmpty() ? "base" : String.join(", ", ids.stream().map(RevisionId::value).toList());
  }

  private static List<String> paragraph(RunRecord run) {
    var lines = new ArrayList<String>();
    lines.add("Run: " + run.id());
    lines.add("Command: " + run.command());
    var why = run.reason().filter(reason -> !reason.name().equals(outcome(run)));
    lines.add("Outcome: " + outcome(run) + why.map(reason -> " (" + reason + ")").orElse(""));
    lines.add("From: " + rows(run.from()));
    lines.add("To: " + rows(run.to()));
    lines.add("By: " + run.databaseUser() + run.requester().map(who -> " for " + who).orElse(""));
    run.image().ifPresent(image -> lines.add("Image: " + image));
    run.planHash().ifPresent(hash -> lines.add("Plan: " + hash));
    lines.add("Started: " + run.startedAt());
    run.finishedAt().ifPresent(end -> lines.add("Finished: " + end));
    duration(run).ifPresent(time -> lines.add("Took: (" + time.toMillis() + " ms)"));
    run.steps().forEach(step -> lines.add("Step: " + line(step)));
    run.error().flatMap(RunList::failedStep).ifPresent(step -> lines.add("Step: " + step));
    run.error().ifPresent(error -> lines.add("Error: " + error.located()));
    lines.add("");
    return lines;
  }

  private static String line(StepRecord step) {
    return step.direction()
        + " "
        + step.revision()
        + step.finishedAt().map(at -> " done " + at).orElse("")
        + " (%d ms)".formatted(step.duration().toMillis())
        + step.checksum().map(RunList::shortened).orElse("");
  }

  private static String shortened(String hex) {
    return " sha256:" + hex.substring(0, Math.min(hex.length(), SHOWN_DIGITS));
  }

  private static Optional<String> failedStep(RunError error) {
    return error.revision() == null || error.direction() == null
        ? Optional.empty()
        : Optional.of(error.direction() + " " + error.revision() + " failed");
  }

  private static Optional<Duration> duration(RunRecord run) {
    return run.finishedAt().map(end -> Duration.between(run.startedAt(), end));
  }

  private static void write(JsonWriter json, RunRecord run) throws IOException {
    json.text("runId", run.id())
        .text("command", run.command())
        .text("requester", run.requester())
        .text("image", run.image())
        .text("databaseUser", run.databaseUser())
        .text("outcome", run.outcome())
        .text("reason", run.reason())
        .texts("from", run.from())
        .texts("to", run.to());
    var target = run.target();
    if (target == null) {
      json.nothing("target");
    } else {
      json.texts("target", target);
    }
    json.text("planHash", run.planHash())
        .text("startedAt", run.startedAt().toString())
        .text("finishedAt", run.finishedAt())
        .objects("steps", run.steps(), step -> write(json, step));
    if (run.error().isPresent()) {
      json.object("error", error -> write(error, run.error().get()));
    } else {
      json.nothing("error");
    }
  }

  private static void write(JsonWriter json, StepRecord step) throws IOException {
    json.text("revision", step.revision().value())
        .text("direction", step.direction())
        .text("checksum", step.checksum())
        .text("finishedAt", step.finishedAt())
        .number("durationMs", step.duration().toMillis());
  }

  private static void write(JsonWriter json, RunError error) throws IOException {
    json.text("revision", Optional.ofNullable(error.revision()))
        .text("direction", Optional.ofNullable(error.direction()))
        .text("file", Optional.ofNullable(error.file()))
        .number("line", error.line())
        .number("column", error.column())
        .text("statement", Optional.ofNullable(error.statement()))
        .text("sqlState", Optional.ofNullable(error.sqlState()))
        .text("message", error.message())
        .text("hint", Optional.ofNullable(error.hint()))
        .text("fault", error.fault().name());
  }
}
