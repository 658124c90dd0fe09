package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kubectl finds the plugin, and the plugin finds what kubectl would.
class PluginE2E {
  private static final Migration SLOW =
      Migration.named("slow").image("localhost/revisor-sample:slow");

  @TempDir private Path path;
  private final Stage stage = Stage.open("plugin");

  @BeforeEach
  void linkIt() throws IOException {
    Files.createSymbolicLink(
        path.resolve("kubectl-revisor"), Path.of("dev/kubectl-revisor").toAbsolutePath());
  }

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void aMigrationIsFollowedByItsLogAndByItsStatus() {
    stage.migrate(SLOW);
    Await.until(
        "the first revision is under way",
        Stage.PATIENCE,
        () -> revisor("logs", "slow"),
        log -> log.contains("upgrade 510000000001"));
    assertThat(revisor("logs", "slow", "--follow"))
        .contains("step 1/3: upgrade 510000000001", "step 3/3: upgrade 510000000003")
        .contains("Succeeded");
    assertThat(revisor("status", "slow", "--watch").lines().toList())
        .last()
        .asString()
        .startsWith("Succeeded: ");
    assertThat(revisor("history", "slow")).containsPattern("1 +Succeeded +Succeeded +base");
    assertThat(revisor("logs", "slow", "--run", "1", "--raw")).contains("\"event\":");
    assertThat(revisor("diff", "slow")).contains("as the last run left it");
  }

  private String revisor(String... words) {
    var line = new ArrayList<>(List.of("kubectl", "revisor"));
    line.addAll(List.of(words));
    line.addAll(List.of("--namespace", stage.namespace()));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().merge("PATH", path + ":", (before, ours) -> ours + before);
    try {
      var process = builder.start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
