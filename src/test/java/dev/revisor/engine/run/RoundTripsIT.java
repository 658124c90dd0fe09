package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Outcome;
import dev.revisor.support.Proxy;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How often a step waits for the server besides its own statements.
class RoundTripsIT {
  /// Of a run of so many revisions, each of one `statement`.
  private static int trips(int revisions, RunOptions.Scope scope, String statement) {
    var bench = new Workbench().scope(scope);
    IntStream.range(0, revisions)
        .forEach(i -> bench.scripts.add("r" + i, i == 0 ? "" : "r" + (i - 1), statement, ""));
    try (var proxy = Proxy.late(Duration.ofMillis(5))) {
      var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
      bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + "?sslmode=disable"));
      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
      return proxy.roundTrips();
    }
  }

  private static int tripsOfTwenty(RunOptions.Scope scope, String statement) {
    return trips(22, scope, statement) - trips(2, scope, statement);
  }

  // Whether the farewell of a session has been seen yet differs: within 2.

  /// A transaction is begun in one message with the end of the one before it.
  @ParameterizedTest
  @EnumSource
  void areOneForEachStepAndOneForEachStatement(RunOptions.Scope scope) {
    var inside = scope == RunOptions.Scope.RUN ? 1 : 0;

    assertThat(tripsOfTwenty(scope, "SELECT 1;")).isCloseTo(20 * (2 + inside), within(2));
  }

  /// The end of a step goes out with statements that need not be waited for; and so do the steps
  /// after it, where they are done in a moment.
  @Test
  void areOneForSeveralStepsOfSuchStatements() {
    assertThat(tripsOfTwenty(RunOptions.Scope.REVISION, "CREATE SCHEMA IF NOT EXISTS s;"))
        .isBetween(3, 12);
  }
}
