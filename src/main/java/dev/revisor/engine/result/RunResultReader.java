package dev.revisor.engine.result;

import dev.revisor.revision.RevisionId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a [RunResult] that a runner of this or another version wrote. A reason that is not known
/// here becomes the general one of its fault, its name kept in the message.
final class RunResultReader {
  private RunResultReader() {}

  static RunResult read(String text) {
    return result(JsonFields.document(text, "RunResult"));
  }

  /// Reads the field `error` alone.
  static RunError error(String text) {
    var fields = new JsonFields();
    fields.objects().put("error", JsonFields.object(text));
    return Objects.requireNonNull(error(fields), "there is one");
  }

  private static RunResult result(JsonFields fields) {
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
        ids(fields.items("from")),
        ids(fields.items("to")),
        fields.lists().containsKey("target") ? ids(fields.items("target")) : null,
        counts(fields.part("counts")),
        fields.text("planHash"),
        fields.text("image"),
        started,
        fields.text("finishedAt") == null ? started : instant(fields.text("finishedAt")),
        database(fields),
        plan(fields),
        steps(fields.items("steps")),
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

  private static RunResult.Counts counts(JsonFields fields) {
    return new RunResult.Counts(
        fields.number("planned"),
        fields.number("upgraded"),
        fields.number("downgraded"),
        fields.number("pending"));
  }

  static RunResult.@Nullable Database database(JsonFields fields) {
    if (!fields.objects().containsKey("database")) {
      return null;
    }
    var database = fields.part("database");
    return new RunResult.Database(
        database.text("systemIdentifier"),
        database.text("name", ""),
        database.text("serverVersion", ""),
        database.text("versionTable"));
  }

  private static @Nullable PlanSummary plan(JsonFields fields) {
    if (!fields.objects().containsKey("plan")) {
      return null;
    }
    var plan = fields.part("plan");
    var steps =
        plan.items("steps").stream()
            .map(JsonFields.Item::fields)
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
    var levels = plan.part("findings");
    levels.scalars().keySet().forEach(level -> findings.put(level, levels.number(level)));
    return new PlanSummary(
        plan.text("direction", "upgrade"),
        plan.number("total"),
        steps,
        findings,
        plan.text("approved"));
  }

  private static List<RunResult.StepResult> steps(List<JsonFields.Item> items) {
    var steps = new ArrayList<RunResult.StepResult>();
    for (var item : items) {
      var revision = item.fields().text("revision", "");
      if (RevisionId.isValid(revision)) {
        var duration = Duration.ofMillis(item.fields().number("durationMs"));
        steps.add(
            new RunResult.StepResult(
                new RevisionId(revision), item.fields().text("direction", "upgrade"), duration));
      }
    }
    return steps;
  }

  private static @Nullable RunError error(JsonFields fields) {
    if (!fields.objects().containsKey("error")) {
      return null;
    }
    var error = fields.part("error");
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

  static List<RevisionId> ids(List<JsonFields.Item> items) {
    return items.stream()
        .map(item -> item.text() == null ? "" : item.text())
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

  static Instant instant(@Nullable String text) {
    try {
      return text == null ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeParseException _) {
      return Instant.EPOCH;
    }
  }
}
