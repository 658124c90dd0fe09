package dev.revisor.kubectl;

import dev.revisor.api.Condition;
import dev.revisor.api.PlanStatus;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigrationStatus.DatabaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What resources are like, in lines for people. The same resource, time and colours give the same
/// lines.
record Report(Ago ago, Paint paint) {
  private static final int LABEL = 10;

  /// A line a resource.
  List<String> list(List<View> views, boolean namespaces) {
    var table =
        namespaces
            ? new Table("NAMESPACE", "NAME", "CURRENT", "TARGET", "PENDING", "STATUS", "SINCE")
            : new Table("NAME", "CURRENT", "TARGET", "PENDING", "STATUS", "SINCE");
    for (var view : views) {
      var cells = new ArrayList<String>();
      if (namespaces) {
        cells.add(view.namespace());
      }
      cells.add(view.name());
      cells.add(known(view.status().currentRevisions()));
      cells.add(known(view.status().targetRevisions()));
      cells.add(Optional.ofNullable(view.status().pending()).map(String::valueOf).orElse("-"));
      cells.add(painted(view, view.reason().name()));
      cells.add(
          ago.since(
              view.condition(Condition.Type.Ready)
                  .map(Condition::lastTransitionTime)
                  .orElse(null)));
      table.row(cells.toArray(String[]::new));
    }
    return table.lines();
  }

  /// All that matters of one.
  List<String> one(View view) {
    var status = view.status();
    var lines = new ArrayList<String>();
    lines.add(
        paint.title(view.namespace() + "/" + view.name())
            + "  "
            + painted(view, view.reason().name()));
    lines.add("  " + view.message());
    line(lines, "Declared", declared(view));
    line(lines, "Current", status.currentRevisions() == null ? null : current(view));
    line(lines, "Database", database(status.database()));
    line(lines, "Image", status.image());
    view.condition(Condition.Type.InSync)
        .filter(condition -> condition.status() == Condition.Status.False)
        .ifPresent(condition -> line(lines, "Schema", paint.bad(condition.message())));
    line(lines, "Last run", lastRun(status.lastRun()));
    if (status.nextAttemptAt() != null) {
      line(
          lines,
          "Next try",
          "in "
              + ago.until(status.nextAttemptAt())
              + switch (status.attemptsOrZero()) {
                case 0 -> "";
                case 1 -> ", after 1 try";
                default -> ", after " + status.attemptsOrZero() + " tries";
              });
    }
    if (view.awaitsApproval()) {
      lines.addAll(plan(view));
    }
    return lines;
  }

  /// The runs that are remembered, the newest first.
  List<String> history(View view) {
    var runs = view.status().historyOrEmpty();
    if (runs.isEmpty()) {
      return List.of("no run has ended yet");
    }
    var table = new Table("RUN", "OUTCOME", "REASON", "FROM", "TO", "STEPS", "AGO", "TOOK");
    for (var run : runs) {
      table.row(
          String.valueOf(run.run()),
          paint.outcome(run.outcome()),
          run.reason() == null ? "-" : run.reason().name(),
          known(run.from()),
          known(run.to()),
          run.applied() == null ? "-" : run.applied().toString(),
          ago.since(run.finishedAt()),
          Ago.between(run.startedAt(), run.finishedAt()));
    }
    var lines = new ArrayList<>(table.lines());
    runs.stream()
        .filter(run -> run.error() != null)
        .forEach(run -> lines.add("run " + run.run() + ": " + run.error()));
    return lines;
  }

  /// The last plan for the target.
  List<String> plan(View view) {
    var plan = view.status().plan();
    if (plan == null) {
      return List.of("no plan for the target is known: nothing was to do, or no run has ended yet");
    }
    var lines = new ArrayList<String>();
    lines.add(
        paint.title("plan " + plan.hash())
            + "  "
            + (view.awaitsApproval() ? paint.waiting("waits for approval") : plan.direction()));
    var number = 0;
    for (var step : steps(plan)) {
      number++;
      var message = step.message() == null ? "" : "  " + step.message();
      lines.add("  %2d  %s %s%s".formatted(number, step.direction(), step.revision(), message));
    }
    if (plan.total() > number) {
      lines.add("      and " + (plan.total() - number) + " more");
    }
    var findings = new TreeMap<>(Objects.requireNonNullElse(plan.findings(), Map.of()));
    findings.forEach((level, count) -> lines.add("  lint: " + count + " " + level));
    if (view.awaitsApproval()) {
      lines.add("approve it with: kubectl revisor approve " + view.name());
    }
    return lines;
  }

  /// What is declared, and what is there.
  List<String> difference(View view) {
    var status = view.status();
    var lines = new ArrayList<String>();
    line(lines, "Declared", declared(view));
    line(lines, "Current", status.currentRevisions() == null ? "not seen yet" : current(view));
    var plan = status.plan();
    if (!isAtTarget(view) && plan != null) {
      for (var step : steps(plan)) {
        var sign = step.direction().equals("upgrade") ? "+" : "-";
        var text = "  " + sign + " " + step.revision() + text(step.message());
        lines.add(sign.equals("+") ? paint.good(text) : paint.bad(text));
      }
    }
    line(
        lines,
        "Schema",
        switch (view.is(Condition.Type.InSync)) {
          case True -> "as the last run left it";
          case Unknown -> "not compared";
          case False -> paint.bad(view.condition(Condition.Type.InSync).orElseThrow().message());
        });
    return lines;
  }

  static boolean isAtTarget(View view) {
    var status = view.status();
    return status.currentRevisions() != null
        && status.currentRevisions().equals(status.targetRevisions());
  }

  private String painted(View view, String text) {
    return paint.of(view.is(Condition.Type.Ready), view.is(Condition.Type.Stalled), text);
  }

  private static String declared(View view) {
    var resolved = view.status().targetRevisions();
    var words = String.join(",", view.spec().allTargets());
    var found = resolved == null ? "" : View.revisions(resolved);
    return words
        + (found.isEmpty() || found.equals(words) ? "" : " = " + found)
        + " of "
        + view.spec().migrations().image();
  }

  private static String current(View view) {
    var pending = view.status().pending();
    return known(view.status().currentRevisions())
        + (pending == null || pending == 0 ? "" : ", " + pending + " pending");
  }

  private static @Nullable String database(@Nullable DatabaseStatus database) {
    return database == null
        ? null
        : database.name()
            + (database.serverVersion() == null ? "" : ", PostgreSQL " + database.serverVersion())
            + (database.versionTable() == null ? "" : ", table " + database.versionTable());
  }

  private @Nullable String lastRun(@Nullable RunStatus run) {
    return run == null
        ? null
        : run.run()
            + " "
            + paint.outcome(run.outcome())
            + (run.applied() == null ? "" : ", " + count(run.applied(), "step"))
            + " in "
            + Ago.between(run.startedAt(), run.finishedAt())
            + ", "
            + ago.since(run.finishedAt())
            + " ago";
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static List<PlanStatus.Step> steps(PlanStatus plan) {
    return Objects.requireNonNullElse(plan.steps(), List.of());
  }

  private static String known(@Nullable List<String> ids) {
    return ids == null ? "-" : View.revisions(ids);
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : "  " + message;
  }

  private void line(List<String> lines, String label, @Nullable String text) {
    if (text != null) {
      lines.add(paint.aside(label) + " ".repeat(LABEL - label.length()) + text);
    }
  }
}
