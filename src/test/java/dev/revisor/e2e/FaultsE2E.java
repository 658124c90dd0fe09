package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What breaks while a migration runs. Each revision of the `slow` image inserts a row into a table
/// without a key, sleeps three seconds and creates a table: a revision applied twice, or half,
/// shows.
@Isolated("it kills the operator")
class FaultsE2E {
  private static final String ALL = "510000000001,510000000002,510000000003";
  private static final Migration SLOW =
      Migration.named("slow").image("localhost/revisor-sample:slow");

  private final Stage stage = Stage.open("faults");

  @BeforeEach
  void startTheMigrationAndWaitForItsSecondRevision() {
    stage.migrate(SLOW);
    Await.until(
        "the first revision is applied, the second under way",
        Stage.PATIENCE,
        () -> stage.sql("SELECT to_regclass('public.step_1') IS NOT NULL"),
        "t"::equals);
  }

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void theOperatorsPodIsKilledWhileAJobRuns() {
    Stage.OPERATOR.run(
        "delete", "pod", "-l", "app.kubernetes.io/name=revisor", "--force", "--grace-period=0");
    everyRevisionIsAppliedExactlyOnce();
    assertThat(jobs()).as("the running Job was adopted, not repeated").isEqualTo(1);
  }

  @Test
  void theJobsPodIsKilledInTheMiddleOfARevision() {
    stage
        .kubectl()
        .run("delete", "pod", "-l", "revisor.dev/name=slow", "--force", "--grace-period=0");
    everyRevisionIsAppliedExactlyOnce();
  }

  @Test
  void theJobIsDeletedByHandInTheMiddleOfARevision() {
    stage.kubectl().run("delete", "job", "-l", "revisor.dev/name=slow", "--wait=false");
    everyRevisionIsAppliedExactlyOnce();
  }

  @Test
  void theDatabaseRestartsInTheMiddleOfARevision() {
    var before = databaseRestarts();
    stage
        .kubectl()
        .attempt(
            "", "exec", "deployment/assets-db", "-c", "postgres", "--", "sh", "-c", "kill -QUIT 1");
    Await.until(
        "PostgreSQL has started again",
        Stage.PATIENCE,
        this::databaseRestarts,
        now -> now == before + 1);
    everyRevisionIsAppliedExactlyOnce();
  }

  private void everyRevisionIsAppliedExactlyOnce() {
    stage.awaitReady("slow", "True", "Succeeded");
    assertThat(stage.sql("SELECT string_agg(revision, ',' ORDER BY revision) FROM applied"))
        .isEqualTo(ALL);
    assertThat(stage.sql("SELECT string_agg(id, ',' ORDER BY id) FROM revisor.revision"))
        .isEqualTo(ALL);
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo("510000000003");
    assertThat(stage.currentRevisions("slow")).containsExactly("510000000003");
  }

  private int databaseRestarts() {
    var pods = stage.kubectl().get("pods", "-l", "app=assets-db").path("items");
    return pods.path(0)
        .path("status")
        .path("containerStatuses")
        .path(0)
        .path("restartCount")
        .asInt();
  }

  private int jobs() {
    return stage.kubectl().get("jobs", "-l", "revisor.dev/name=slow").path("items").size();
  }
}
