package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a migration that runs while its resource changes. The revisions are those of
/// [FaultsE2E].
class RunsE2E {
  private static final String ALL = "510000000001,510000000002,510000000003";
  private static final String LAST = "510000000003";
  private static final Migration SLOW =
      Migration.named("slow").image("localhost/revisor-sample:slow");

  private final Stage stage = Stage.open("runs");

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void aNewSpecWaitsForTheRun() {
    startAndReachTheSecondRevision();
    stage.migrate(SLOW.target("510000000001").allowDowngrade());
    var ready = stage.awaitReady("slow", "False", "PreviousRunActive");
    assertThat(ready.path("message").asText()).contains("earlier spec");
    assertThat(stage.status("slow", "Reconciling")).isEqualTo("True");
    stage.awaitReady("slow", "True", "Succeeded");
    assertThat(stage.currentRevisions("slow")).containsExactly("510000000001");
    var history = stage.migration("slow").at("/status/history");
    assertThat(history.at("/1/applied").asInt()).as("forwards to the end").isEqualTo(3);
    assertThat(history.at("/0/applied").asInt()).as("and back").isEqualTo(2);
  }

  @Test
  void aRunPastItsDeadlineIsStoppedBetweenRevisionsAndGoesOnWithMoreTime() {
    stage.migrate(SLOW.policy("deadline", "6s"));
    var ready = stage.awaitReady("slow", "False", "DeadlineExceeded");
    assertThat(ready.path("message").asText()).contains("spec.policy.deadline");
    assertThat(stage.currentRevisions("slow")).doesNotContain(LAST);
    stage.migrate(SLOW);
    stage.awaitReady("slow", "True", "Succeeded");
    assertThat(stage.sql("SELECT string_agg(revision, ',' ORDER BY revision) FROM applied"))
        .isEqualTo(ALL);
  }

  @Test
  void theRunOfADeletedResourceEndsFirst() {
    startAndReachTheSecondRevision();
    stage.kubectl().run("delete", "schemamigration", "slow", "--wait=false");
    Await.until(
        "it says why it is still there",
        Stage.PATIENCE,
        () -> Stage.condition(stage.migration("slow"), "Ready").path("reason").asText(),
        "Deleting"::equals);
    stage.kubectl().run("wait", "--for=delete", "schemamigration/slow", "--timeout=90s");
    assertThat(stage.sql("SELECT string_agg(revision, ',' ORDER BY revision) FROM applied"))
        .isEqualTo(ALL);
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(LAST);
    Await.until(
        "its Jobs go",
        Stage.PATIENCE,
        () -> stage.kubectl().get("jobs").path("items").size(),
        size -> size == 0);
  }

  @Test
  void anEvictedPodIsReplaced() {
    startAndReachTheSecondRevision();
    var pod =
        stage
            .kubectl()
            .get("pods", "-l", "revisor.dev/name=slow")
            .at("/items/0/metadata/name")
            .asText();
    stage
        .kubectl()
        .runWithInput(
            """
            {"apiVersion": "policy/v1", "kind": "Eviction",
             "metadata": {"name": "%s", "namespace": "%s"}}
            """
                .formatted(pod, stage.namespace()),
            "create",
            "--raw",
            "/api/v1/namespaces/" + stage.namespace() + "/pods/" + pod + "/eviction",
            "-f",
            "-");
    stage.awaitReady("slow", "True", "Succeeded");
    assertThat(stage.sql("SELECT string_agg(revision, ',' ORDER BY revision) FROM applied"))
        .isEqualTo(ALL);
    assertThat(stage.migration("slow").at("/status/runs").asInt()).isGreaterThan(1);
  }

  @Test
  void whileSuspendedNothingStartsAndTheDatabaseIsStillSeen() {
    var assets = Migration.named("assets");
    stage.migrate(assets.with("suspend", "true"));
    stage.awaitReady("assets", "False", "Suspended");
    assertThat(stage.kubectl().get("jobs").path("items")).isEmpty();
    stage.migrate(assets);
    stage.awaitReady("assets", "True", "Succeeded");

    stage.migrate(assets.with("suspend", "true"));
    stage.awaitReady("assets", "True", "Suspended");
    stage.sql("UPDATE revisor.version SET version_num = '7de8469a594f'");
    Await.until(
        "what was done by hand is seen",
        Stage.PATIENCE,
        () -> String.join(",", stage.currentRevisions("assets")),
        "7de8469a594f"::equals);
    assertThat(stage.status("assets", "Ready")).isEqualTo("False");
    assertThat(stage.migration("assets").at("/status/runs").asInt()).isEqualTo(1);
  }

  private void startAndReachTheSecondRevision() {
    stage.migrate(SLOW);
    Await.until(
        "the first revision is applied, the second under way",
        Stage.PATIENCE,
        () -> stage.sql("SELECT to_regclass('public.step_1') IS NOT NULL"),
        "t"::equals);
  }
}
