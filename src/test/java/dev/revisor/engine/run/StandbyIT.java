package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.support.CrashingServer;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real standby: read from, never written to.
class StandbyIT {
  private static CrashingServer standby;
  private static TestDatabase copy;
  private final Workbench bench = new Workbench();

  @BeforeAll
  static void start() {
    standby = CrashingServer.start();
    copy = standby.newDatabase();
    standby.becomeStandby();
  }

  @AfterAll
  static void stop() {
    standby.close();
  }

  private void connectTo(String hosts, String database, String parameters) {
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;");
    bench.settings =
        ConnectionSettings.of(
            DatabaseUrl.parse("postgresql://postgres@" + hosts + "/" + database + parameters));
  }

  @Test
  void isToldFromAPrimary() {
    connectTo("localhost:" + standby.port(), copy.name(), "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.DatabaseUnreachable);
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.message()).contains("the server is a standby and takes no changes");
  }

  @Test
  void isNotWhatAReadWriteSessionIsFor() {
    connectTo("localhost:" + standby.port(), copy.name(), "?target_session_attrs=read-write");

    var result = bench.upgrade("head");

    assertThat(result.reason()).as(result.message()).isEqualTo(Reason.DatabaseUnreachable);
    assertThat(result.exitCode()).isEqualTo(4);
  }

  @Test
  void isPassedOverForThePrimary() {
    var name = copy.name();
    new TestDatabase("postgres").execute("CREATE DATABASE " + name);
    connectTo("localhost:" + standby.port() + ",localhost:" + PostgresServer.port(), name, "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(new TestDatabase(name).list("SELECT version_num FROM revisor.version"))
        .containsExactly("a1");
  }
}
