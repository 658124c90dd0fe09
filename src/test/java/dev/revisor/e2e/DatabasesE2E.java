package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which database it is, and whose.
class DatabasesE2E {
  private static final Migration ASSETS = Migration.named("assets");
  private static final String HEAD = "c41f0b7d92ae";
  private static final String TABLES = "2ec8169a394e";

  private final Stage stage = Stage.open("databases");
  private final Stage other = Stage.open("databases-b");

  @AfterEach
  void leave() {
    stage.close();
    other.close();
  }

  @Test
  void aDatabaseBelongsToTheOlderResourceHoweverItIsSpelled() {
    stage.migrate(ASSETS);
    stage.awaitReady("assets", "True", "Succeeded");
    other.putSecret("theirs", stage.password());
    other.migrate(
        Migration.named("rival")
            .url("postgresql://assets-db." + stage.namespace() + ".svc.cluster.local/assets")
            .secret("theirs")
            .target(TABLES)
            .allowDowngrade());
    var ready = other.awaitReady("rival", "False", "DatabaseClaimed");
    assertThat(ready.path("message").asText()).contains(stage.namespace() + "/assets");
    assertThat(other.status("rival", "Stalled")).isEqualTo("True");
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(HEAD);

    stage.kubectl().run("delete", "schemamigration", "assets", "--timeout=60s");
    other.awaitReady("rival", "True", "Succeeded");
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(TABLES);
    assertThat(stage.sql("SELECT namespace || '/' || name FROM revisor.claim"))
        .isEqualTo(other.namespace() + "/rival");
  }

  @Test
  void anotherUrlIsAnotherDatabaseAndTheOldOneIsFreeAgain() {
    stage.migrate(ASSETS);
    stage.awaitReady("assets", "True", "Succeeded");
    stage.putSecret("others", other.password());
    stage.migrate(
        ASSETS
            .url("postgresql://assets-db." + other.namespace() + ":5432/assets")
            .secret("others"));
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(other.sql("SELECT version_num FROM revisor.version")).isEqualTo(HEAD);
    assertThat(stage.kubectl().run("get", "events", "--field-selector=reason=DatabaseChanged"))
        .contains("schemamigration/assets");

    stage.migrate(Migration.named("heir").target(TABLES).allowDowngrade());
    stage.awaitReady("heir", "True", "Succeeded");
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(TABLES);
    assertThat(other.sql("SELECT version_num FROM revisor.version")).isEqualTo(HEAD);
  }

  @Test
  void aNameThatLeadsToAnotherServerIsAnotherDatabase() {
    leadTo(stage);
    stage.migrate(ASSETS.url("postgresql://primary:5432/assets"));
    stage.awaitReady("assets", "True", "Succeeded");
    var before = systemIdentifier();

    other.sql("ALTER ROLE assets PASSWORD '" + stage.password() + "'");
    leadTo(other);
    stage.kubectl().run("delete", "pod", "-l", "app=assets-db", "--force", "--grace-period=0");
    Await.until(
        "another server is seen",
        Stage.PATIENCE,
        this::systemIdentifier,
        now -> !now.isEmpty() && !now.equals(before));
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(other.sql("SELECT version_num FROM revisor.version")).isEqualTo(HEAD);
    assertThat(other.sql("SELECT name FROM revisor.claim")).isEqualTo("assets");
    assertThat(stage.kubectl().run("get", "events", "--field-selector=reason=DatabaseChanged"))
        .contains("schemamigration/assets");
  }

  /// Points the Service `primary` at the database of a stage, as a failover does.
  private void leadTo(Stage server) {
    stage
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: primary}
            spec:
              ports: [{port: 5432}]
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata:
              name: primary
              labels: {kubernetes.io/service-name: primary}
            addressType: IPv4
            ports: [{port: 5432}]
            endpoints:
              - addresses: ["%s"]
            """
                .formatted(server.kubectl().addressOfPod("app=assets-db")));
  }

  private String systemIdentifier() {
    return stage.migration("assets").at("/status/database/systemIdentifier").asText();
  }

  @Test
  void aDatabaseThatIsRestoredByHandIsSeenAndBroughtForward() {
    stage.migrate(ASSETS.target(TABLES));
    stage.awaitReady("assets", "True", "Succeeded");
    stage.sqlOf(
        "postgres",
        "ALTER DATABASE assets WITH ALLOW_CONNECTIONS false",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'assets'",
        "CREATE DATABASE kept TEMPLATE assets",
        "ALTER DATABASE assets WITH ALLOW_CONNECTIONS true");
    stage.migrate(ASSETS);
    stage.awaitReady("assets", "True", "Succeeded");
    stage.sqlOf(
        "postgres", "DROP DATABASE assets WITH (FORCE)", "ALTER DATABASE kept RENAME TO assets");
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(TABLES);
    Await.until(
        "the operator brings it to head again",
        Stage.PATIENCE,
        () -> stage.sql("SELECT version_num FROM revisor.version"),
        HEAD::equals);
    stage.awaitReady("assets", "True", "Succeeded");
  }
}
