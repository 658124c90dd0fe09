package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The password is in the Secret and nowhere else.
class SecretsE2E {
  @Test
  void thePasswordAppearsNowhere() {
    try (var stage = Stage.open("secrets")) {
      var places = new LinkedHashMap<String, String>();
      stage.migrate(Migration.named("slow").image("localhost/revisor-sample:slow"));
      places.put("arguments and environment in the pod", processes(stage));
      stage.awaitReady("slow", "True", "Succeeded");
      stage.migrate(Migration.named("slow").image("localhost/revisor-sample:invalid"));
      stage.awaitReady("slow", "False", "DowngradeDenied");
      collect(stage, places);
      assertThat(places.values()).as("every place holds something").noneMatch(String::isBlank);
      var encoded =
          Base64.getEncoder().encodeToString(stage.password().getBytes(StandardCharsets.UTF_8));
      places.forEach(
          (place, text) ->
              assertThat(text).as(place).doesNotContain(stage.password()).doesNotContain(encoded));
    }
  }

  private static void collect(Stage stage, Map<String, String> places) {
    var kubectl = stage.kubectl();
    places.put("jobs", kubectl.run("get", "jobs", "-o", "yaml"));
    places.put("pods", kubectl.run("get", "pods", "-l", "revisor.dev/name", "-o", "yaml"));
    places.put("resource", kubectl.run("get", "schemamigration", "slow", "-o", "yaml"));
    places.put("describe", kubectl.run("describe", "schemamigration", "slow"));
    places.put("events", kubectl.run("get", "events", "-o", "yaml"));
    places.put("logs of the Jobs", kubectl.run("logs", "-l", "revisor.dev/name=slow", "--tail=-1"));
    places.put(
        "logs of the operator",
        Stage.OPERATOR.run("logs", "-l", "app.kubernetes.io/name=revisor", "--tail=-1"));
    places.put(
        "what the database keeps",
        stage.sql("SELECT row_to_json(r) FROM revisor.run r")
            + stage.sql("SELECT row_to_json(r) FROM revisor.revision r"));
    places.put("sessions", stage.sql("SELECT row_to_json(s) FROM pg_stat_activity s"));
  }

  /// What `ps` shows in the pod. The image has no shell, so a debug container looks, in the process
  /// namespace of the migration's own.
  private static String processes(Stage stage) {
    Await.until(
        "the migration runs",
        Stage.PATIENCE,
        () -> stage.sql("SELECT to_regclass('public.step_1') IS NOT NULL"),
        "t"::equals);
    var pod =
        stage.kubectl().run("get", "pods", "-l", "revisor.dev/name=slow", "-o", "name").strip();
    stage
        .kubectl()
        .run(
            "debug",
            pod,
            "--profile=restricted",
            "--image=localhost/revisor-postgres:15",
            "--image-pull-policy=IfNotPresent",
            "--target=revisor",
            "--container=look",
            "--",
            "sh",
            "-c",
            "for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; echo; done");
    var seen =
        Await.until(
            "the debug container has looked",
            Stage.PATIENCE,
            () -> stage.kubectl().attempt("", "logs", pod, "-c", "look").stdout(),
            text -> text.contains("apply"));
    return seen;
  }
}
