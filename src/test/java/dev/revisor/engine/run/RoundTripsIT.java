package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Outcome;
import dev.revisor.support.Proxy;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a step costs besides its own statements.
class RoundTripsIT {
  /// How many requests a run of so many revisions makes, each a statement.
  private static int requests(int revisions, RunOptions.Scope scope) {
    var bench = new Workbench().scope(scope);
    IntStream.range(0, revisions)
        .forEach(
            i -> bench.scripts.add("r" + i, i == 0 ? "" : "r" + (i - 1), "SELECT " + i + ";", ""));
    try (var proxy = Proxy.start()) {
      var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
      bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + "?sslmode=disable"));
      assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
      return proxy.requests();
    }
  }

  /// A transaction is begun in one message with the end of the one before it.
  @ParameterizedTest
  @EnumSource
  void areOneForEachStepAndOneForEachStatement(RunOptions.Scope scope) {
    var inside = scope == RunOptions.Scope.RUN ? 1 : 0;

    // whether the farewell of a session has been seen yet differs
    assertThat(requests(22, scope) - requests(2, scope)).isCloseTo(20 * (2 + inside), within(2));
  }
}
