package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The applications of examples/02-gate, which wait for the schema of 01-assets. Without its column
/// `currency` their container fails at once: a restart would show that it was let in too early.
class GateE2E {
  private static final String SEED = "7de8469a594f";
  private static final Migration ASSETS = Migration.named("assets");

  private final Stage stage = Stage.open("gate");

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void anApplicationWaitsForItsRevision() {
    apply("by-revision");
    stage.migrate(ASSETS.target(SEED));
    stage.awaitReady("assets", "True", "Succeeded");
    Await.until(
        "the init container says what it waits for",
        Stage.PATIENCE,
        () -> stage.kubectl().attempt("", "logs", "deployment/by-revision", "-c", "schema"),
        log -> (log.stdout() + log.stderr()).contains("at 7de8469a594f and lacks c41f0b7d92ae"));
    assertIsKeptOut("by-revision");

    stage.migrate(ASSETS);
    awaitIsLetIn("by-revision");
  }

  /// The revision that the other needs is there: a later one that fails does not concern it.
  @Test
  void anApplicationWaitsForItsResourceToBeReady() {
    apply("by-condition");
    stage.migrate(ASSETS.image("localhost/revisor-sample:broken"));
    stage.awaitReady("assets", "False", "MigrationFailed");
    apply("by-revision");
    awaitIsLetIn("by-revision");
    assertIsKeptOut("by-condition");

    stage.migrate(ASSETS.image("localhost/revisor-sample:fixed"));
    awaitIsLetIn("by-condition");
  }

  private void apply(String application) {
    try {
      var file = Path.of("examples/02-gate/kubernetes").resolve(application + ".yaml");
      stage
          .kubectl()
          .apply(
              Files.readString(file)
                  .replaceAll("registry\\.k8s\\.io/kubectl:\\S+", "localhost/revisor-kubectl:dev"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertIsKeptOut(String application) {
    var state = container(application).path("state");
    assertThat(state.path("waiting").path("reason").asText())
        .as("%s: %s", application, state)
        .isEqualTo("PodInitializing");
  }

  private void awaitIsLetIn(String application) {
    stage.kubectl().run("rollout", "status", "deployment/" + application, "--timeout=120s");
    var container = container(application);
    assertThat(container.path("state").has("running")).as("%s", container).isTrue();
    assertThat(container.path("restartCount").asInt(-1)).as("%s", container).isZero();
  }

  private JsonNode container(String application) {
    var pods = stage.kubectl().get("pods", "-l", "app=" + application).path("items");
    assertThat(pods).as("pods of %s", application).hasSize(1);
    return pods.path(0).path("status").path("containerStatuses").path(0);
  }
}
