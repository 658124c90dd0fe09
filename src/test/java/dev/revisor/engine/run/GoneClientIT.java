package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.support.Proxy;
import dev.revisor.support.ServerVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server that works for a client that is gone notices it within seconds.
class GoneClientIT {
  @ParameterizedTest
  @MethodSource("dev.revisor.support.ServerVersion#outermost")
  void isTakenOverFromInTheMiddleOfAStatement(ServerVersion version) {
    var bench = new Workbench(version.newDatabase());
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);\nSELECT pg_sleep(300);", "");
    try (var proxy = Proxy.start(version.port())) {
      var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
      bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + "?sslmode=disable"));
      proxy.breakAt("SELECT pg_sleep(300)\0", Proxy.Loss.ANSWER, 1);

      assertThat(bench.upgrade("head").reason()).isEqualTo(Reason.ConnectionLost);
      bench.scripts.add("a1", "", "CREATE TABLE a (x int);", "");

      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    }
    assertThat(bench.events).hasAtLeastOneElementOfType(RunEvent.WaitingForLock.class);
    assertThat(bench.rows()).containsExactly("a1");
  }
}
