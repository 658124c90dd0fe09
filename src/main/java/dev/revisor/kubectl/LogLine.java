package dev.revisor.kubectl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// A line of a migration's log for people. What is not one of the runner's JSON lines stays as it
/// is.
final class LogLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogLine() {}

  static String readable(String line) {
    if (!line.startsWith("{")) {
      return line;
    }
    try {
      var document = JSON.readTree(line);
      return document.has("event") ? event(document) : result(document, line);
    } catch (JsonProcessingException _) {
      return line;
    }
  }

  private static String event(JsonNode event) {
    var text =
        switch (event.path("event").asText()) {
          case "Connected" ->
              "connected to "
                  + event.path("database").asText()
                  + ", PostgreSQL "
                  + event.path("serverVersion").asText();
          case "WaitingForLock" ->
              "waiting for another run to end" + with(": ", event.path("holder"));
          case "Planned" ->
              "plan " + event.path("planHash").asText() + ", steps: " + event.path("steps").asInt();
          case "StepStarted" -> step(event) + " …";
          case "StepFinished" -> step(event) + " (" + event.path("durationMs").asLong() + " ms)";
          case "Retrying" ->
              "rolled back: "
                  + event.path("message").asText()
                  + "; attempt "
                  + (event.path("attempt").asInt() + 1)
                  + " in "
                  + event.path("pauseMs").asLong()
                  + " ms";
          case "Stopping" ->
              "stopping: a statement that runs has "
                  + event.path("graceMs").asLong() / 1000
                  + " s to end";
          case "Drifted" ->
              "the schema was changed by hand; it is now " + event.path("fingerprint").asText();
          case "Notice" -> event.path("severity").asText() + ": " + event.path("message").asText();
          default -> event.path("event").asText() + with(": ", event.path("message"));
        };
    var at = event.path("at").asText();
    return (at.length() >= 19 ? at.substring(11, 19) + " " : "") + text;
  }

  private static String step(JsonNode event) {
    return "step "
        + event.path("number").asInt()
        + "/"
        + event.path("total").asInt()
        + ": "
        + event.path("direction").asText()
        + " "
        + event.path("revision").asText();
  }

  private static String result(JsonNode document, String line) {
    return document.path("kind").asText().equals("RunResult")
        ? document.path("outcome").asText() + with(": ", document.path("message"))
        : line;
  }

  private static String with(String separator, JsonNode text) {
    return text.asText().isEmpty() ? "" : separator + text.asText();
  }
}
