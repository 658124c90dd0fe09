package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.plan.Planner;
import dev.revisor.support.Proxy;
import dev.revisor.support.ServerVersion;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The main stories on every major version of PostgreSQL that is supported.
@ParameterizedClass
@MethodSource("dev.revisor.support.ServerVersion#all")
class ServerVersionsIT {
  private final ServerVersion version;
  private final Workbench bench;

  ServerVersionsIT(ServerVersion version) {
    this.version = version;
    this.bench = new Workbench(version.newDatabase());
    bench
        .scripts
        .add(
            "a1",
            "",
            "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE a (x int, m mood);",
            "DROP TABLE a;\nDROP TYPE mood;")
        .add("b2", "a1", "COPY a (x) FROM stdin;\n1\n2\n\\.\n", "DELETE FROM a;")
        .file(
            "c3",
            """
            -- revisor:revision c3
            -- revisor:revises b2
            -- revisor:upgrade transaction=none
            CREATE INDEX CONCURRENTLY i ON a (x);
            ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy';
            UPDATE a SET m = 'happy';
            -- revisor:downgrade transaction=none
            DROP INDEX CONCURRENTLY IF EXISTS i;
            """)
        .add("d4", "c3", "CREATE TABLE d (x int);", "DROP TABLE d;");
  }

  private void assertAtHead() {
    assertThat(bench.rows()).containsExactly("d4");
    assertThat(bench.recorded()).containsExactly("a1", "b2", "c3", "d4");
    assertThat(bench.tables()).containsExactly("a", "d");
    assertThat(bench.database.list("SELECT x || ' ' || m FROM a ORDER BY x"))
        .containsExactly("1 happy", "2 happy");
    assertThat(
            bench.database.list("SELECT indisvalid FROM pg_index WHERE indrelid = 'a'::regclass"))
        .containsExactly("t");
  }

  @Test
  void isTheServerThatIsMeant() {
    assertThat(bench.database.value("SELECT current_setting('server_version_num')::int / 10000"))
        .isEqualTo(Integer.toString(version.major()));
  }

  @Test
  void goesUpAndDownAndTellsOfIt() throws SQLException {
    var up = bench.upgrade("head");

    assertThat(up.outcome()).as(up.message()).isEqualTo(Outcome.Succeeded);
    assertAtHead();
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.NothingToDo);

    var down = bench.downgrade("base");

    assertThat(down.message()).isEqualTo("undid 4 revisions; now at base");
    assertThat(bench.tables()).isEmpty();
    assertThat(bench.recorded()).isEmpty();
    try (var connection = bench.database.connect()) {
      var runs = new HistoryReader(connection, bench.versionTable).runs(10);
      assertThat(runs).hasSize(2);
      assertThat(runs.getFirst().steps()).hasSize(4);
      assertThat(runs).allMatch(run -> run.outcome().orElseThrow() == Outcome.Succeeded);
    }
  }

  @Test
  void appliesATargetInEitherDirectionWithoutTheFiles() {
    bench.upgrade("head");
    bench.scripts.remove("d4").remove("c3");

    var result = bench.apply(Planner.Backwards.ALLOWED, "b2");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.rows()).containsExactly("b2");
    assertThat(bench.tables()).containsExactly("a");
  }

  @Test
  void stamps() {
    assertThat(bench.stamp("c3").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.upgrade("head").message()).isEqualTo("applied 1 revision; now at d4");
    assertThat(bench.tables()).containsExactly("d");
  }

  @Test
  void rollsBackWhatFails() {
    bench.scripts.add("b2", "a1", "INSERT INTO a VALUES (1);\nnonsense;", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  @Test
  void looksAfterALostCommitAndBuildsABrokenIndexAnew() {
    try (var proxy = Proxy.start(version.port())) {
      var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
      bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + "?sslmode=disable"));
      proxy.breakAt("INSERT INTO revisor.step", Proxy.Loss.ANSWER, 1);
      assertThat(bench.upgrade("b2").outcome()).isEqualTo(Outcome.Succeeded);
      proxy.breakAt("CREATE INDEX CONCURRENTLY i ON a (x)\0", Proxy.Loss.ANSWER, 1);
      assertThat(bench.upgrade("head").reason()).isEqualTo(Reason.ConnectionLost);

      var result = bench.upgrade("head");

      assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
      assertAtHead();
    }
  }
}
