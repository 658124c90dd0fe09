package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What somebody else has that a migration needs: it waits, says for what, and goes on by itself.
class ObstaclesE2E {
  private static final Migration ASSETS = Migration.named("assets");
  private static final String SEED = "7de8469a594f";
  private static final String HEAD = "c41f0b7d92ae";
  private static final String HOLD = "BEGIN; LOCK TABLE assets; SELECT pg_sleep(300)";
  private static final String HOLDERS =
      "FROM pg_locks WHERE relation = 'assets'::regclass AND mode = 'AccessExclusiveLock' AND"
          + " granted";

  private final Stage stage = Stage.open("obstacles");

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void aLockThatSomebodyElseHolds() {
    stage.migrate(ASSETS.target(SEED));
    stage.awaitReady("assets", "True", "Succeeded");
    Thread.startVirtualThread(() -> stage.kubectl().attempt("", Stage.psql(HOLD)));
    Await.until("the table is locked", Stage.PATIENCE, this::holders, "1"::equals);
    stage.migrate(ASSETS.policy("lockTimeout", "100ms"));
    var waiting =
        Await.until(
            "a run gives up the lock",
            Duration.ofMinutes(3),
            () -> stage.migration("assets"),
            resource -> Stage.isReady(resource, "False", "LockTimeout"));
    assertThat(Stage.condition(waiting, "Ready").path("message").asText()).contains(HEAD);
    assertThat(Stage.condition(waiting, "Reconciling").path("status").asText()).isEqualTo("True");
    assertThat(waiting.at("/status/nextAttemptAt").asText()).isNotEmpty();
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(SEED);

    stage.sql("SELECT pg_terminate_backend(pid) " + HOLDERS);
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(stage.currentRevisions("assets")).containsExactly(HEAD);
  }

  private String holders() {
    return stage.sql("SELECT count(*) " + HOLDERS);
  }

  @Test
  void aQuotaThatRefusesThePod() {
    stage
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: full}
            spec: {hard: {pods: "1"}}
            """);
    Await.until(
        "the quota counts the database's pod",
        Stage.PATIENCE,
        () -> stage.kubectl().get("resourcequota", "full").at("/status/used/pods").asText(),
        "1"::equals);
    stage.migrate(ASSETS);
    stage.awaitReady("assets", "False", "QuotaExceeded");
    assertThat(stage.status("assets", "Reconciling")).isEqualTo("True");
    assertThat(stage.migration("assets").at("/status/nextAttemptAt").asText()).isNotEmpty();
    assertThat(stage.sql("SELECT to_regclass('assets') IS NULL")).isEqualTo("t");
    stage.kubectl().run("delete", "resourcequota", "full");
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(stage.migration("assets").at("/status/runs").asInt()).isEqualTo(1);
  }
}
