package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What is wrong has a typed reason and a message that names the field or the file, and once the
/// cause is gone the resource recovers by itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReasonsE2E {
  private static final Migration ASSETS = Migration.named("assets");

  private final Stage stage = Stage.open("reasons");

  @AfterAll
  void leave() {
    stage.close();
  }

  @AfterEach
  void emptyTheDatabase() {
    stage.kubectl().run("delete", "schemamigration", "--all", "--timeout=90s");
    stage.sql("DROP SCHEMA IF EXISTS revisor CASCADE; DROP TABLE IF EXISTS assets, asset_types");
  }

  @Test
  void anUnreachableDatabase() {
    stage.kubectl().run("scale", "deployment/assets-db", "--replicas=0");
    stage.kubectl().run("wait", "--for=delete", "pod", "-l", "app=assets-db", "--timeout=60s");
    stage.migrate(ASSETS);
    assertThat(message("DatabaseUnreachable")).contains("assets-db");
    stage.kubectl().run("scale", "deployment/assets-db", "--replicas=1");
    stage.awaitDatabase();
    recovers();
  }

  @Test
  void aNameThatDoesNotResolve() {
    stage.migrate(ASSETS.url("postgresql://nowhere:5432/assets"));
    assertThat(message("DatabaseUnreachable")).contains("nowhere");
    stage.migrate(ASSETS);
    recovers();
  }

  @Test
  void aWrongPassword() {
    stage.putPassword("not-the-password");
    stage.migrate(ASSETS);
    assertThat(message("AuthenticationFailed"))
        .contains("spec.database.credentials")
        .doesNotContain("not-the-password");
    stage.putPassword(stage.password());
    recovers();
  }

  @Test
  void aMissingSecret() {
    stage.migrate(ASSETS.secret("not-there"));
    assertThat(message("SecretNotFound"))
        .contains("spec.database.credentials.secretName")
        .contains("not-there");
    stage.putSecret("not-there", stage.password());
    recovers();
  }

  @Test
  void aDatabaseThatIsNotThere() {
    stage.migrate(ASSETS.url("postgresql://assets-db:5432/other"));
    assertThat(message("DatabaseNotFound")).contains("other");
    stage.sql("CREATE DATABASE other");
    recovers();
    stage.kubectl().run("delete", "schemamigration", "--all", "--timeout=90s");
    stage.sql("DROP DATABASE other WITH (FORCE)");
  }

  @Test
  void aMissingImage() {
    stage.migrate(ASSETS.image("localhost/revisor-sample:not-there"));
    assertThat(message("ImagePullFailed")).contains("localhost/revisor-sample:not-there");
    assertThat(stage.migration("assets").at("/status/nextAttemptAt").asText()).isNotEmpty();
    stage.migrate(ASSETS);
    recovers();
  }

  @Test
  void anImageWithoutScripts() {
    stage.migrate(ASSETS.image("localhost/revisor-sample:empty"));
    assertThat(message("NoScripts")).contains("/migrations");
    stage.migrate(ASSETS);
    recovers();
  }

  @Test
  void anUnknownTarget() {
    stage.migrate(ASSETS.target("0123456789ab"));
    assertThat(message("UnknownRevision")).contains("0123456789ab");
    stage.migrate(ASSETS);
    recovers();
  }

  @Test
  void anInvalidScript() {
    stage.migrate(ASSETS.image("localhost/revisor-sample:invalid"));
    assertThat(message("InvalidScript")).contains("620000000001_unterminated.sql:6");
    assertThat(stage.kubectl().run("describe", "jobs", "-l", "revisor.dev/name=assets"))
        .contains("PodFailurePolicy", "failed with exit code 3");
    assertThat(stage.sql("SELECT to_regclass('public.good')")).isEmpty();
    stage.migrate(ASSETS);
    recovers();
  }

  @Test
  void anUnreachableDatabaseDoesNotDelayTheOthers() {
    for (int i = 0; i < 20; i++) {
      stage.migrate(Migration.named("dead-" + i).url("postgresql://192.0.2.1:5432/assets"));
    }
    stage.migrate(ASSETS);
    recovers();
    stage.awaitReady("dead-0", "False", "DatabaseUnreachable");
  }

  private String message(String reason) {
    return stage.awaitReady("assets", "False", reason).path("message").asText();
  }

  private void recovers() {
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(stage.currentRevisions("assets")).containsExactly("c41f0b7d92ae");
  }
}
