package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/// With `operator.observe: Job` the operator reads no Secret; Jobs look at the database.
@Isolated("it installs the operator otherwise")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservedByJobsE2E {
  private static final String HEAD = "c41f0b7d92ae";
  private static final String SEED = "7de8469a594f";

  /// Shorter than anybody would want it, so that the test need not wait for a quarter of an hour.
  private static final String INTERVAL =
      "extraEnv=[{\"name\":\"REVISOR_OBSERVE_LEAST_INTERVAL\",\"value\":\"5s\"}]";

  private final Stage stage = Stage.open("observed");

  @BeforeAll
  void letJobsLook() {
    upgrade("--set", "operator.observe=Job", "--set-json", INTERVAL);
  }

  @AfterAll
  void leave() {
    upgrade("--set", "operator.observe=Database", "--set-json", "extraEnv=[]");
    stage.close();
  }

  @Test
  void theDatabaseIsMigratedAndWatchedWithoutARightOverSecrets() {
    assertThat(
            stage
                .kubectl()
                .attempt(
                    "",
                    "auth",
                    "can-i",
                    "get",
                    "secrets",
                    "--as=system:serviceaccount:revisor-system:revisor")
                .stdout())
        .startsWith("no");
    stage.migrate(Migration.named("assets"));
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(stage.currentRevisions("assets")).containsExactly(HEAD);

    stage.sql(
        "ALTER TABLE assets DROP COLUMN currency;"
            + " UPDATE revisor.version SET version_num = '"
            + SEED
            + "'; DELETE FROM revisor.revision WHERE id = '"
            + HEAD
            + "'");
    Await.until(
        "the change by hand is seen, and undone",
        Stage.PATIENCE,
        () -> stage.sql("SELECT version_num FROM revisor.version"),
        HEAD::equals);
    stage.awaitReady("assets", "True", "Succeeded");
  }

  private static void upgrade(String... values) {
    var line = new ArrayList<>(List.of("helm", "upgrade", "revisor", "helm/revisor"));
    line.addAll(List.of("--namespace", "revisor-system", "--reuse-values", "--wait"));
    line.addAll(List.of("--timeout", "10m"));
    line.addAll(List.of(values));
    Command.run(line).orFail();
  }
}
