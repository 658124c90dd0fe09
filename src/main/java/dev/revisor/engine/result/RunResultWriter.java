package dev.revisor.engine.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Prints a [RunResult] as JSON on one line.
final class RunResultWriter {
  /// What a container's termination message may hold (Kubernetes, "Customizing the termination
  /// message").
  static final int MAX_TERMINATION_LOG_BYTES = 4096;

  private static final JsonFactory JSON = new JsonFactory();

  /// From the least to the most regrettable.
  private static final List<UnaryOperator<RunResult>> CUTS =
      List.of(
          result -> Shorter.withoutSteps(result),
          result -> Shorter.withoutStatement(result),
          result -> Shorter.withoutHint(result),
          result -> Shorter.withMessages(result, 1000),
          result -> Shorter.withPlannedSteps(result, 5),
          result -> Shorter.withMessages(result, 300),
          result -> Shorter.withPlannedSteps(result, 0),
          result -> Shorter.withNames(result, 200),
          result -> Shorter.withMessages(result, 100),
          result -> Shorter.withRows(result, 10),
          result -> Shorter.withRows(result, 0));

  private RunResultWriter() {}

  static String whole(RunResult result) {
    return document(json -> write(result, json));
  }

  /// The field `error` alone.
  static String error(RunError error) {
    return document(json -> error(json, error));
  }

  /// Writes into a document.
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static String document(Content content) {
    var out = new StringWriter();
    try (var json = JSON.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer does not fail", e);
    }
    return out.toString();
  }

  static String terminationLog(RunResult result) {
    var text = whole(result);
    var cut = result;
    for (var next : CUTS) {
      if (bytes(text) <= MAX_TERMINATION_LOG_BYTES) {
        return text;
      }
      cut = next.apply(cut);
      text = whole(cut);
    }
    if (bytes(text) > MAX_TERMINATION_LOG_BYTES) {
      throw new IllegalStateException("a result without details has " + bytes(text) + " bytes");
    }
    return text;
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void write(RunResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("apiVersion", "revisor.dev/v1");
    json.writeStringField("kind", "RunResult");
    json.writeStringField("runId", result.runId());
    json.writeStringField("command", result.command());
    json.writeStringField("outcome", result.outcome().name());
    json.writeStringField("reason", result.reason().name());
    json.writeStringField("message", result.message());
    ids(json, "from", result.from());
    ids(json, "to", result.to());
    ids(json, "target", result.target());
    counts(json, result.counts());
    text(json, "planHash", result.planHash());
    text(json, "image", result.image());
    json.writeStringField(
        "startedAt", result.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeStringField(
        "finishedAt", result.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    json.writeNumberField("durationMs", result.duration().toMillis());
    database(json, result.database());
    if (result.plan() != null) {
      json.writeFieldName("plan");
      plan(json, result.plan());
    }
    json.writeFieldName("steps");
    steps(json, result.steps());
    if (result.error() != null) {
      json.writeFieldName("error");
      error(json, result.error());
    }
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, RunResult.Counts counts) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("planned", counts.planned());
    json.writeNumberField("upgraded", counts.upgraded());
    json.writeNumberField("downgraded", counts.downgraded());
    json.writeNumberField("pending", counts.pending());
    json.writeEndObject();
  }

  static void database(JsonGenerator json, RunResult.@Nullable Database database)
      throws IOException {
    if (database == null) {
      json.writeNullField("database");
      return;
    }
    json.writeObjectFieldStart("database");
    text(json, "systemIdentifier", database.systemIdentifier());
    json.writeStringField("name", database.name());
    json.writeStringField("serverVersion", database.serverVersion());
    if (database.versionTable() != null) {
      json.writeStringField("versionTable", database.versionTable());
    }
    json.writeEndObject();
  }

  private static void plan(JsonGenerator json, PlanSummary plan) throws IOException {
    json.writeStartObject();
    json.writeStringField("direction", plan.direction());
    json.writeNumberField("total", plan.total());
    json.writeArrayFieldStart("steps");
    for (var step : plan.steps()) {
      json.writeStartObject();
      json.writeStringField("revision", step.revision().value());
      json.writeStringField("direction", step.direction());
      json.writeStringField("message", step.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("findings");
    for (var level : plan.findings().entrySet()) {
      json.writeNumberField(level.getKey(), level.getValue());
    }
    json.writeEndObject();
    if (plan.approved() != null) {
      json.writeStringField("approved", plan.approved());
    }
    json.writeEndObject();
  }

  private static void steps(JsonGenerator json, List<RunResult.StepResult> steps)
      throws IOException {
    json.writeStartArray();
    for (var step : steps) {
      json.writeStartObject();
      json.writeStringField("revision", step.revision().value());
      json.writeStringField("direction", step.direction());
      json.writeNumberField("durationMs", step.duration().toMillis());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void error(JsonGenerator json, RunError error) throws IOException {
    json.writeStartObject();
    text(json, "revision", error.revision() == null ? null : error.revision().value());
    text(json, "direction", error.direction());
    text(json, "file", error.file());
    number(json, "line", error.line());
    number(json, "column", error.column());
    text(json, "statement", error.statement());
    text(json, "sqlState", error.sqlState());
    json.writeStringField("message", error.message());
    text(json, "hint", error.hint());
    json.writeStringField("fault", error.fault().name());
    json.writeEndObject();
  }

  static void ids(JsonGenerator json, String name, @Nullable List<RevisionId> ids)
      throws IOException {
    if (ids == null) {
      json.writeNullField(name);
      return;
    }
    json.writeArrayFieldStart(name);
    for (var id : ids) {
      json.writeString(id.value());
    }
    json.writeEndArray();
  }

  static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  private static void number(JsonGenerator json, String name, int value) throws IOException {
    if (value == 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
