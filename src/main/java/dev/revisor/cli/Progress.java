package dev.revisor.cli;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.run.RunEvent;
import dev.revisor.engine.run.RunListener;
import dev.revisor.plan.Step;
import dev.revisor.schema.Printable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells of a run's progress on standard error: as lines for people, a revision a line with its
/// time, or as JSON lines.
final class Progress implements RunListener {
  private final Console console;
  private final ConnectionSettings database;
  private @Nullable Step open;

  Progress(Console console, ConnectionSettings database) {
    this.console = console;
    this.database = database;
  }

  @Override
  public synchronized void on(RunEvent event) {
    if (console.json()) {
      jsonLine(event);
    } else {
      line(event);
    }
  }

  /// Ends the line of a step that did not finish.
  synchronized void close() {
    if (open != null) {
      endLine("");
    }
  }

  /// In one write, which a terminal shows at once.
  private void endLine(String rest) {
    console.err().print(rest + '\n');
    open = null;
  }

  private void line(RunEvent event) {
    switch (event) {
      case RunEvent.Connected(var server) -> {
        if (console.verbose()) {
          console.note("Connected to " + database + ", PostgreSQL " + server.serverVersion());
        }
      }
      case RunEvent.WaitingForLock(var holder, var waited) ->
          console.note(
              "Waiting for another run to end, since "
                  + waited.toSeconds()
                  + " s"
                  + holder.map(by -> ": " + by).orElse(""));
      case RunEvent.Planned(var plan) -> {
        if (console.verbose()) {
          console.note("Plan " + plan.hash() + ", steps: " + plan.steps().size());
        }
      }
      case RunEvent.StepStarted(var step, _, _) -> open(step);
      case RunEvent.StepFinished(var step, _, _, var time) -> finish(step, time);
      case RunEvent.Retrying(_, var attempt, var cause, var pause) ->
          interrupt(
              "Rolled back: %s; attempt %d in %d ms"
                  .formatted(cause.message(), attempt + 1, pause.toMillis()));
      case RunEvent.Reconnecting(_, var cause) ->
          interrupt("Lost the connection at COMMIT, looking again: " + cause.message());
      case RunEvent.Drifted(var drift, var fingerprint) -> {
        interrupt("warning: the schema was changed by hand; it is now " + fingerprint);
        drift.lines().forEach(line -> console.note("  " + line));
      }
      case RunEvent.Stopping(var grace) -> {
        interrupt(
            "Stopping: a statement that runs has %d s to end, then what is not committed is rolled back"
                .formatted(grace.toSeconds()));
        console.err().flush();
      }
      case RunEvent.Notice(var severity, var message) -> interrupt(severity + ":  " + message);
    }
  }

  /// As Alembic logs it, after `Running`: `upgrade a1 -> b2, message`.
  static String text(Step step) {
    var title = firstLine(step.message());
    var way = step.direction().word() + " " + step.arrow();
    return title.isEmpty() ? way : way + ", " + Printable.line(title);
  }

  private static String firstLine(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        return text.substring(0, i);
      }
    }
    return text;
  }

  private void open(Step step) {
    close();
    if (!console.quiet()) {
      console.err().print("Running " + text(step));
      console.err().flush();
      open = step;
    }
  }

  /// Ends the step's own line; where something came between, in a line of its own.
  private void finish(Step step, Duration time) {
    var took = " (" + time.toMillis() + " ms)";
    if (step.equals(open)) {
      endLine(took);
    } else {
      interrupt("Done " + text(step) + took);
    }
  }

  private void interrupt(String text) {
    close();
    console.note(text);
  }

  private void jsonLine(RunEvent event) {
    console.event(event.getClass().getSimpleName(), json -> fields(json, event));
  }

  private void fields(JsonWriter json, RunEvent event) throws IOException {
    switch (event) {
      case RunEvent.Connected(var server) ->
          json.text("database", database.toString()).text("serverVersion", server.serverVersion());
      case RunEvent.WaitingForLock(var holder, var waited) ->
          json.number("waitedMs", waited.toMillis()).text("holder", holder);
      case RunEvent.Planned(var plan) ->
          json.text("planHash", plan.hash())
              .number("steps", plan.steps().size())
              .texts("target", plan.target());
      case RunEvent.StepStarted(var step, var number, var total) -> step(json, step, number, total);
      case RunEvent.StepFinished(var step, var number, var total, var time) ->
          step(json, step, number, total).number("durationMs", time.toMillis());
      case RunEvent.Retrying(var step, var attempt, var cause, var pause) ->
          json.text("revision", step.revision().value())
              .number("attempt", attempt)
              .text("message", cause.message())
              .number("pauseMs", pause.toMillis());
      case RunEvent.Reconnecting(var step, var cause) ->
          json.text("revision", step.revision().value()).text("message", cause.message());
      case RunEvent.Drifted(var drift, var fingerprint) ->
          json.text("fingerprint", fingerprint).texts("changes", drift.lines());
      case RunEvent.Stopping(var grace) -> json.number("graceMs", grace.toMillis());
      case RunEvent.Notice(var severity, var message) ->
          json.text("severity", severity).text("message", message);
    }
  }

  private static JsonWriter step(JsonWriter json, Step step, int number, int total)
      throws IOException {
    return json.text("revision", step.revision().value())
        .text("direction", step.direction().word())
        .number("number", number)
        .number("total", total);
  }
}
