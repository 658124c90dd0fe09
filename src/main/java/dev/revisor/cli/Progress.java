package dev.revisor.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.run.RunEvent;
import dev.revisor.engine.run.RunListener;
import dev.revisor.plan.Step;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.stream.Collectors;

/// Tells of a run's progress on standard error: as lines for people, a revision a line with its
/// time, or as JSON lines.
final class Progress implements RunListener {
  private static final JsonFactory JSON = new JsonFactory();

  private final Console console;
  private final ConnectionSettings database;
  private final Clock clock;
  private boolean lineOpen;

  Progress(Console console, ConnectionSettings database, Clock clock) {
    this.console = console;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void on(RunEvent event) {
    if (console.json()) {
      jsonLine(event);
    } else {
      line(event);
    }
  }

  /// Ends the line of a step that did not finish.
  void close() {
    if (lineOpen) {
      console.err().print('\n');
      lineOpen = false;
    }
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
      case RunEvent.StepStarted(var step, _, _) -> open(text(step));
      case RunEvent.StepFinished(_, _, _, var time) -> finish(" (" + time.toMillis() + " ms)");
      case RunEvent.Retrying(_, var attempt, var cause, var pause) ->
          interrupt(
              "Rolled back: %s; attempt %d in %d ms"
                  .formatted(cause.message(), attempt + 1, pause.toMillis()));
      case RunEvent.Reconnecting(_, var cause) ->
          interrupt("Lost the connection at COMMIT, looking again: " + cause.message());
      case RunEvent.Notice(var severity, var message) -> interrupt(severity + ":  " + message);
    }
  }

  /// As Alembic logs it.
  static String text(Step step) {
    return "Running %s %s, %s"
        .formatted(step.direction().word(), step.arrow(), firstLine(step.message()));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private void open(String text) {
    if (!console.quiet()) {
      console.err().print(text);
      console.err().flush();
      lineOpen = true;
    }
  }

  private void finish(String text) {
    if (lineOpen) {
      console.err().print(text);
    }
    close();
  }

  private void interrupt(String text) {
    close();
    console.note(text);
  }

  private void jsonLine(RunEvent event) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("at", clock.instant().toString());
      json.writeStringField("event", event.getClass().getSimpleName());
      fields(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    console.err().print(text.append('\n'));
    console.err().flush();
  }

  private void fields(JsonGenerator json, RunEvent event) throws IOException {
    switch (event) {
      case RunEvent.Connected(var server) -> {
        json.writeStringField("database", database.toString());
        json.writeStringField("serverVersion", server.serverVersion());
      }
      case RunEvent.WaitingForLock(var holder, var waited) -> {
        json.writeNumberField("waitedMs", waited.toMillis());
        json.writeStringField("holder", holder.map(Object::toString).orElse(null));
      }
      case RunEvent.Planned(var plan) -> {
        json.writeStringField("planHash", plan.hash());
        json.writeNumberField("steps", plan.steps().size());
        json.writeStringField(
            "target",
            plan.target().stream().map(Object::toString).collect(Collectors.joining(",")));
      }
      case RunEvent.StepStarted(var step, var number, var total) -> step(json, step, number, total);
      case RunEvent.StepFinished(var step, var number, var total, var time) -> {
        step(json, step, number, total);
        json.writeNumberField("durationMs", time.toMillis());
      }
      case RunEvent.Retrying(var step, var attempt, var cause, var pause) -> {
        json.writeStringField("revision", step.revision().value());
        json.writeNumberField("attempt", attempt);
        json.writeStringField("message", cause.message());
        json.writeNumberField("pauseMs", pause.toMillis());
      }
      case RunEvent.Reconnecting(var step, var cause) -> {
        json.writeStringField("revision", step.revision().value());
        json.writeStringField("message", cause.message());
      }
      case RunEvent.Notice(var severity, var message) -> {
        json.writeStringField("severity", severity);
        json.writeStringField("message", message);
      }
    }
  }

  private static void step(JsonGenerator json, Step step, int number, int total)
      throws IOException {
    json.writeStringField("revision", step.revision().value());
    json.writeStringField("direction", step.direction().word());
    json.writeNumberField("number", number);
    json.writeNumberField("total", total);
  }
}
