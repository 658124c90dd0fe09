package dev.revisor.engine.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a [RunResult] that a runner of this or another version wrote. A reason that is not known
/// here becomes the general one of its fault, its name kept in the message.
final class RunResultReader {
  private static final JsonFactory JSON = new JsonFactory();

  /// The texts and numbers of an object, and its lists and objects.
  private record Fields(
      Map<String, String> scalars, Map<String, Fields> objects, Map<String, List<Item>> lists) {
    Fields() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    @Nullable String text(String name) {
      return scalars.get(name);
    }

    String text(String name, String otherwise) {
      return scalars.getOrDefault(name, otherwise);
    }

    int number(String name) {
      try {
        return (int) Double.parseDouble(text(name, "0"));
      } catch (NumberFormatException _) {
        return 0;
      }
    }

    Fields object(String name) {
      return objects.getOrDefault(name, new Fields());
    }

    List<Item> list(String name) {
      return lists.getOrDefault(name, List.of());
    }
  }

  /// An element of a list: a text, or an object.
  private record Item(@Nullable String text, Fields fields) {}

  private RunResultReader() {}

  static RunResult read(String text) {
    try (var json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a RunResult must be a JSON object");
      }
      var fields = object(json);
      if (!"RunResult".equals(fields.text("kind"))) {
        throw new IllegalArgumentException(
            "kind must be RunResult, was " + fields.text("kind", "absent"));
      }
      return result(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException("a RunResult must be JSON", e);
    }
  }

  /// Reads the field `error` alone.
  static RunError error(String text) {
    var fields = new Fields();
    try (var json = JSON.createParser(text)) {
      json.nextToken();
      fields.objects.put("error", object(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("an error must be JSON", e);
    }
    return Objects.requireNonNull(error(fields), "there is one");
  }

  /// Reads the field `steps` alone.
  static List<RunResult.StepResult> steps(String text) {
    try (var json = JSON.createParser(text)) {
      json.nextToken();
      return steps(list(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("steps must be JSON", e);
    }
  }

  private static Fields object(JsonParser json) throws IOException {
    var fields = new Fields();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      switch (json.nextToken()) {
        case START_OBJECT -> fields.objects.put(name, object(json));
        case START_ARRAY -> fields.lists.put(name, list(json));
        case VALUE_NULL -> {}
        default -> fields.scalars.put(name, json.getText());
      }
    }
    return fields;
  }

  private static List<Item> list(JsonParser json) throws IOException {
    var items = new ArrayList<Item>();
    for (var token = json.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = json.nextToken()) {
      switch (token) {
        case START_OBJECT -> items.add(new Item(null, object(json)));
        case START_ARRAY -> list(json);
        default -> items.add(new Item(json.getText(), new Fields()));
      }
    }
    return items;
  }

  private static RunResult result(Fields fields) {
    var outcome = constant(Outcome.class, fields.text("outcome", ""), Outcome.Failed);
    var error = error(fields);
    var reason = reason(fields.text("reason", ""), outcome, error);
    var known = reason.name().equals(fields.text("reason"));
    var message = fields.text("message", "");
    var started = instant(fields.text("startedAt"));
    return new RunResult(
        fields.text("runId", ""),
        fields.text("command", ""),
        outcome,
        reason,
        known ? message : fields.text("reason", "no reason") + ": " + message,
        ids(fields.list("from")),
        ids(fields.list("to")),
        fields.lists.containsKey("target") ? ids(fields.list("target")) : null,
        counts(fields.object("counts")),
        fields.text("planHash"),
        fields.text("image"),
        started,
        fields.text("finishedAt") == null ? started : instant(fields.text("finishedAt")),
        database(fields),
        plan(fields),
        steps(fields.list("steps")),
        error);
  }

  private static Reason reason(String name, Outcome outcome, @Nullable RunError error) {
    var general =
        switch (outcome) {
          case Succeeded -> Reason.Succeeded;
          case NothingToDo -> Reason.NothingToDo;
          case Refused -> Reason.InvalidConfiguration;
          case Failed ->
              switch (error == null ? Fault.BUG : error.fault()) {
                case USER -> Reason.MigrationFailed;
                case TRANSIENT -> Reason.ConnectionLost;
                case BUG -> Reason.InternalError;
              };
        };
    return constant(Reason.class, name, general);
  }

  private static RunResult.Counts counts(Fields fields) {
    return new RunResult.Counts(
        fields.number("planned"),
        fields.number("upgraded"),
        fields.number("downgraded"),
        fields.number("pending"));
  }

  private static RunResult.@Nullable Database database(Fields fields) {
    if (!fields.objects.containsKey("database")) {
      return null;
    }
    var database = fields.object("database");
    return new RunResult.Database(
        database.text("systemIdentifier"),
        database.text("name", ""),
        database.text("serverVersion", ""),
        database.text("versionTable"));
  }

  private static @Nullable PlanSummary plan(Fields fields) {
    if (!fields.objects.containsKey("plan")) {
      return null;
    }
    var plan = fields.object("plan");
    var steps =
        plan.list("steps").stream()
            .map(Item::fields)
            .filter(step -> RevisionId.isValid(step.text("revision", "")))
            .limit(PlanSummary.MOST_STEPS)
            .map(
                step ->
                    new PlanSummary.Step(
                        new RevisionId(step.text("revision", "")),
                        step.text("direction", "upgrade"),
                        step.text("message", "")))
            .toList();
    var findings = new TreeMap<String, Integer>();
    var levels = plan.object("findings");
    levels.scalars.keySet().forEach(level -> findings.put(level, levels.number(level)));
    return new PlanSummary(
        plan.text("direction", "upgrade"),
        plan.number("total"),
        steps,
        findings,
        plan.text("approved"));
  }

  private static List<RunResult.StepResult> steps(List<Item> items) {
    var steps = new ArrayList<RunResult.StepResult>();
    for (var item : items) {
      var revision = item.fields.text("revision", "");
      if (RevisionId.isValid(revision)) {
        var duration = Duration.ofMillis(item.fields.number("durationMs"));
        steps.add(
            new RunResult.StepResult(
                new RevisionId(revision), item.fields.text("direction", "upgrade"), duration));
      }
    }
    return steps;
  }

  private static @Nullable RunError error(Fields fields) {
    if (!fields.objects.containsKey("error")) {
      return null;
    }
    var error = fields.object("error");
    var revision = error.text("revision", "");
    return new RunError(
        constant(Fault.class, error.text("fault", ""), Fault.BUG),
        error.text("message", fields.text("message", "")),
        RevisionId.isValid(revision) ? new RevisionId(revision) : null,
        error.text("direction"),
        error.text("file"),
        Math.max(0, error.number("line")),
        Math.max(0, error.number("column")),
        error.text("statement"),
        error.text("sqlState"),
        error.text("hint"));
  }

  private static List<RevisionId> ids(List<Item> items) {
    return items.stream()
        .map(item -> item.text == null ? "" : item.text)
        .filter(RevisionId::isValid)
        .map(RevisionId::new)
        .toList();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, E otherwise) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    return otherwise;
  }

  private static Instant instant(@Nullable String text) {
    try {
      return text == null ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException _) {
      return Instant.EPOCH;
    }
  }
}
