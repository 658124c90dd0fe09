package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.RunResult;
import dev.revisor.plan.Direction;
import dev.revisor.support.CrashingServer;
import dev.revisor.support.Proxy;
import dev.revisor.support.RunnerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever dies at whichever request to the server: the next run finishes the work, each statement
/// took effect exactly once, and the history tells it. See [Campaign] for longer ones.
class KillMatrixIT {
  /// The exit code of a process that was killed.
  private static final int SIGKILL = 128 + 9;

  @TempDir private Path folder;

  /// One way of dying at one request.
  ///
  /// @param request its number in the run
  private record Death(Direction direction, int request, Proxy.Loss loss, boolean alone) {
    @Override
    public String toString() {
      return (direction.word() + ", " + loss + " " + request + " lost")
          + (alone ? ", the connection alone" : "");
    }
  }

  /// A ledger behind a proxy.
  private record Watched(Ledger ledger, Proxy proxy) implements AutoCloseable {
    static Watched before(Workbench bench, int port) {
      var proxy = Proxy.start(port);
      var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
      // The worst setting that a database can have: a crash loses what was just committed.
      var parameters = "?sslmode=disable&options=-c%20synchronous_commit=off";
      bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + parameters));
      return new Watched(new Ledger(bench), proxy);
    }

    /// How many requests a whole run makes.
    int requests(Direction direction) {
      proxy.heal();
      var mark = ledger.mark();
      var result = ledger.run(direction);
      assertThat(ledger.violations(direction, result, mark)).isEmpty();
      return proxy.requests();
    }

    @Override
    public void close() {
      proxy.close();
    }
  }

  /// Every death there is, in both directions by turns, in a random order.
  private static List<Death> deaths(Watched watched, Campaign campaign, List<Boolean> alone) {
    var ways = new ArrayList<List<Death>>();
    for (var direction : List.of(Direction.UPGRADE, Direction.DOWNGRADE)) {
      var deaths = new ArrayList<Death>();
      var requests = watched.requests(direction);
      for (var request = 1; request <= requests; request++) {
        for (var loss : Proxy.Loss.values()) {
          for (var one : alone) {
            deaths.add(new Death(direction, request, loss, one));
          }
        }
      }
      Collections.shuffle(deaths, campaign.random());
      ways.add(deaths);
    }
    var turns = new ArrayList<Death>();
    for (var i = 0; i < Math.max(ways.getFirst().size(), ways.getLast().size()); i++) {
      for (var deaths : ways) {
        turns.add(deaths.get(i % deaths.size()));
      }
    }
    return turns;
  }

  /// The connection alone breaks, or everything that the run has, as when its process is killed.
  @ParameterizedTest
  @EnumSource
  void isDoneExactlyOnceWhereverItsConnectionsBreak(RunOptions.Scope scope) {
    var campaign = new Campaign("connections cut, one transaction a " + scope);
    var bench = new Workbench().scope(scope);
    try (var watched = Watched.before(bench, bench.database.port())) {
      var deaths = deaths(watched, campaign, List.of(true, false));
      for (var death : deaths.subList(0, Math.min(deaths.size(), Campaign.trials(100)))) {
        Runnable everything =
            () -> {
              watched.proxy.isolate();
              bench.stop.request();
            };
        var mark = watched.ledger.mark();
        if (death.alone) {
          watched.proxy.breakAt(death.request, death.loss);
        } else {
          watched.proxy.breakAt(death.request, death.loss, everything);
        }
        var broken = watched.ledger.run(death.direction);
        finish(watched, campaign, death, mark, Optional.of(broken));
      }
      campaign.end(deaths.size() + " possible, " + watched.ledger.repairs() + " repairs");
    }
  }

  /// @param broken the result of the run that was disturbed: it may end well, or say to try again
  private static void finish(
      Watched watched, Campaign campaign, Death death, long mark, Optional<RunResult> broken) {
    watched.proxy.heal();
    var halfWay = watched.ledger.isHalfWay(death.direction);
    var last = watched.ledger.finish(death.direction);
    var found = watched.ledger.violations(death.direction, last, mark);
    var code = broken.map(RunResult::exitCode).orElse(0);
    if (code != 0 && code != 4) {
      found.add("exit code " + code);
    }
    var said = broken.map(result -> " (" + result.message() + ")").orElse("");
    campaign.made(death + said, halfWay, found);
  }

  @Test
  void isDoneExactlyOnceWheneverTheServerCrashes() {
    var campaign = new Campaign("server killed");
    try (var server = CrashingServer.start();
        var watched = Watched.before(new Workbench(server.newDatabase()), server.port())) {
      var deaths = deaths(watched, campaign, List.of(false));
      for (var death : deaths.subList(0, Math.min(deaths.size(), Campaign.trials(24)))) {
        var mark = watched.ledger.mark();
        watched.proxy.breakAt(death.request, death.loss, server::crash);
        var broken = watched.ledger.run(death.direction);
        finish(watched, campaign, death, mark, Optional.of(broken));
      }
      campaign.end(deaths.size() + " possible, " + watched.ledger.repairs() + " repairs");
    }
  }

  @Test
  void isDoneExactlyOnceAtWhicheverRequestTheProcessIsKilled() throws Exception {
    var campaign = new Campaign("processes killed at a request");
    var bench = new Workbench();
    try (var watched = Watched.before(bench, bench.database.port())) {
      var deaths = deaths(watched, campaign, List.of(false));
      Files.createDirectories(folder.resolve("versions"));
      Files.writeString(folder.resolve("revisor.yaml"), "");
      for (var id : Ledger.IDS) {
        Files.writeString(folder.resolve("versions/" + id + ".sql"), bench.scripts.text(id));
      }
      for (var death : deaths.subList(0, Math.min(deaths.size(), Campaign.trials(16)))) {
        var mark = watched.ledger.mark();
        var killed = new ArrayList<RunnerProcess>();
        watched.proxy.breakAt(death.request, death.loss, () -> killed.forEach(RunnerProcess::kill));
        killed.add(start(bench, death.direction));
        var code = killed.getFirst().end();
        assertThat(code).as(killed.getFirst().log()).isIn(0, SIGKILL);
        finish(watched, campaign, death, mark, Optional.empty());
      }
      campaign.end(deaths.size() + " possible, " + watched.ledger.repairs() + " repairs");
    }
  }

  private RunnerProcess start(Workbench bench, Direction direction) {
    var arguments =
        new ArrayList<>(
            direction == Direction.UPGRADE
                ? List.of("upgrade", "head")
                : List.of("downgrade", "base"));
    arguments.addAll(List.of("-d", folder.toString()));
    arguments.addAll(List.of("--url", bench.settings + "?sslmode=disable"));
    return RunnerProcess.start(folder, List.of(), arguments);
  }
}
