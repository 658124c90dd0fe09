package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The story of examples/01-assets through the operator, one chapter a test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AssetsStoryE2E {
  private static final String TABLES = "2ec8169a394e";
  private static final String SEED = "7de8469a594f";
  private static final String HEAD = "c41f0b7d92ae";
  private static final Migration ASSETS = Migration.named("assets");

  private final Stage stage = Stage.open("assets");

  @BeforeAll
  void theDatabaseIsEmpty() {
    assertThat(tables()).isEmpty();
  }

  @AfterAll
  void leave() {
    stage.close();
  }

  @Test
  @Order(1)
  void anEmptyDatabaseComesToHead() {
    stage.migrate(ASSETS);
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(stage.currentRevisions("assets")).containsExactly(HEAD);
    assertThat(version()).isEqualTo(HEAD);
    assertThat(types()).isEqualTo("CHECKING_ACCOUNTS,REAL_ESTATE,SAVINGS_ACCOUNTS");
    assertThat(hasCurrency()).isTrue();
    assertThat(stage.sql("SELECT count(*) FROM revisor.revision")).isEqualTo("3");
  }

  @Test
  @Order(2)
  void aTargetBehindIsDeniedAndNothingIsTouched() {
    stage.sql("INSERT INTO asset_types VALUES (100, 'ART')");
    stage.migrate(ASSETS.target(SEED));
    var ready = stage.awaitReady("assets", "False", "DowngradeDenied");
    assertThat(ready.path("message").asText()).contains(HEAD).contains("spec.policy.downgrade");
    assertThat(Stage.condition(stage.migration("assets"), "Stalled").path("status").asText())
        .isEqualTo("True");
    assertThat(version()).isEqualTo(HEAD);
    assertThat(hasCurrency()).isTrue();
  }

  @Test
  @Order(3)
  void withAllowTheColumnGoesAndNothingElse() {
    stage.migrate(ASSETS.target(SEED).allowDowngrade());
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(version()).isEqualTo(SEED);
    assertThat(hasCurrency()).isFalse();
    assertThat(types()).isEqualTo("ART,CHECKING_ACCOUNTS,REAL_ESTATE,SAVINGS_ACCOUNTS");
  }

  @Test
  @Order(4)
  void oneFurtherBackTheSeededRowsGoAndTheOthersStay() {
    stage.migrate(ASSETS.target(TABLES).allowDowngrade());
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(version()).isEqualTo(TABLES);
    assertThat(types()).isEqualTo("ART");
    assertThat(tables()).isEqualTo("asset_types,assets");
  }

  @Test
  @Order(5)
  void headAgain() {
    stage.migrate(ASSETS);
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(version()).isEqualTo(HEAD);
    assertThat(types()).isEqualTo("ART,CHECKING_ACCOUNTS,REAL_ESTATE,SAVINGS_ACCOUNTS");
  }

  @Test
  @Order(6)
  void aBrokenScriptIsNamedWithFileLineAndSqlState() {
    stage.migrate(ASSETS.image("localhost/revisor-sample:broken"));
    var ready = stage.awaitReady("assets", "False", "MigrationFailed");
    assertThat(ready.path("message").asText())
        .contains("d94e5b3c7a10_add_valuations.sql:13")
        .contains("42703");
    assertThat(version()).isEqualTo(HEAD);
    assertThat(tables()).isEqualTo("asset_types,assets");
    assertThat(stage.currentRevisions("assets")).containsExactly(HEAD);
  }

  @Test
  @Order(7)
  void aNewImageBringsTheRepair() {
    stage.migrate(ASSETS.image("localhost/revisor-sample:fixed"));
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(version()).isEqualTo("d94e5b3c7a10");
    assertThat(tables()).isEqualTo("asset_types,assets,valuations");
  }

  @Test
  @Order(8)
  void anOlderImageIsToldWhatItWouldUndo() {
    stage.migrate(ASSETS);
    var ready = stage.awaitReady("assets", "False", "DowngradeDenied");
    assertThat(ready.path("message").asText())
        .contains("d94e5b3c7a10")
        .contains("spec.policy.downgrade: Allow");
    assertThat(tables()).isEqualTo("asset_types,assets,valuations");
  }

  @Test
  @Order(9)
  void anOlderImageTakesTheDatabaseBackWithTheStoredScript() {
    stage.migrate(ASSETS.allowDowngrade());
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(version()).isEqualTo(HEAD);
    assertThat(tables()).isEqualTo("asset_types,assets");
  }

  @Test
  @Order(10)
  void aChangeByHandIsSeenAndUndone() {
    stage.sql(
        "ALTER TABLE assets DROP COLUMN currency;"
            + " UPDATE revisor.version SET version_num = '7de8469a594f';"
            + " DELETE FROM revisor.revision WHERE id = 'c41f0b7d92ae'");
    Await.until(
        "the operator brings the database back to head",
        Stage.PATIENCE,
        this::version,
        HEAD::equals);
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(hasCurrency()).isTrue();
  }

  @Test
  @Order(11)
  void deletingTheResourceLeavesTheDatabaseAlone() {
    stage.kubectl().run("delete", "schemamigration", "assets", "--timeout=60s");
    assertThat(version()).isEqualTo(HEAD);
  }

  private String version() {
    return stage.sql("SELECT string_agg(version_num, ',') FROM revisor.version");
  }

  private String types() {
    return stage.sql("SELECT string_agg(name, ',' ORDER BY name) FROM asset_types");
  }

  private String tables() {
    return stage.sql(
        "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
            + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
  }

  private boolean hasCurrency() {
    return stage
        .sql(
            "SELECT count(*) FROM information_schema.columns"
                + " WHERE table_name = 'assets' AND column_name = 'currency'")
        .equals("1");
  }
}
