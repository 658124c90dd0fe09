package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The runner is in images of users, which are older than the operator: one of an earlier time, and
/// today's, take turns at a database.
@Tag("older")
class VersionSkewE2E {
  private static final String TABLES = "2ec8169a394e";
  private static final String SEED = "7de8469a594f";
  private static final String HEAD = "c41f0b7d92ae";
  private static final Migration TODAYS = Migration.named("assets");
  private static final Migration OLDER = TODAYS.image("localhost/revisor-sample:older");

  private final Stage stage = Stage.open("version-skew");

  @AfterEach
  void leave() {
    stage.close();
  }

  @Test
  void anOlderRunnerDoesWhatTheOperatorAsksBeforeAndAfterTodays() {
    comesTo(OLDER.target(TABLES), TABLES);
    comesTo(TODAYS.target(SEED), SEED);
    comesTo(OLDER, HEAD);
    comesTo(OLDER.target(TABLES).allowDowngrade(), TABLES);
    comesTo(TODAYS, HEAD);
    assertThat(stage.sql("SELECT count(*) FROM revisor.run WHERE outcome = 'Succeeded'"))
        .isEqualTo("5");
  }

  @Test
  void whatAnOlderRunnerDoesNotKnowIsSaidAndNothingIsDone() {
    stage.migrate(OLDER.policy("rehearse", "true"));
    var ready = stage.awaitReady("assets", "False", "InvalidConfiguration");
    assertThat(ready.path("message").asText()).contains("--rehearse");
    assertThat(stage.sql("SELECT to_regclass('assets') IS NULL")).isEqualTo("t");
    comesTo(OLDER, HEAD);
  }

  private void comesTo(Migration migration, String revision) {
    stage.migrate(migration);
    stage.awaitReady("assets", "True", "Succeeded");
    assertThat(stage.currentRevisions("assets")).containsExactly(revision);
    assertThat(stage.sql("SELECT version_num FROM revisor.version")).isEqualTo(revision);
  }
}
