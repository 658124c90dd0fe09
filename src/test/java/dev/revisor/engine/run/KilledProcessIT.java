package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.plan.Planner;
import dev.revisor.support.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed at random moments, upwards and downwards; the next run finishes the work,
/// and each statement took effect exactly once. See [Campaign] for longer ones.
class KilledProcessIT {
  private static final int TRIALS = Campaign.trials(10);
  private static final long SEED = Long.getLong("revisor.seed", 20260101L);

  @TempDir private Path folder;

  /// Six revisions that write down that they ran, one of them without a transaction.
  private static Workbench newBench() {
    var bench = new Workbench();
    bench.scripts.add("r0", "", "CREATE TABLE a (x int);", "DROP TABLE a;");
    for (var i = 1; i <= 5; i++) {
      var statements = "INSERT INTO a VALUES (" + i + ");\nSELECT pg_sleep(0.15);\n";
      bench.scripts.add(
          "r" + i, "r" + (i - 1), statements, statements.replace("VALUES (", "VALUES (-"));
    }
    bench.scripts.file(
        "r3",
        """
        -- revisor:revision r3
        -- revisor:revises r2
        -- revisor:upgrade transaction=none
        CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (x);
        VACUUM a;
        -- revisor:downgrade transaction=none
        DROP INDEX CONCURRENTLY IF EXISTS i;
        """);
    return bench;
  }

  private Process start(Workbench bench, Path directory, String... arguments) throws IOException {
    Files.createDirectories(directory.resolve("versions"));
    for (var i = 0; i <= 5; i++) {
      Files.writeString(directory.resolve("versions/r" + i + ".sql"), bench.scripts.text("r" + i));
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("dev.revisor.cli.Main");
    command.addAll(List.of(arguments));
    command.addAll(List.of("-d", directory.toString(), "--url", bench.database.url()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Kills the process at a moment between the start of its run and a little after its usual end.
  private static void kill(Workbench bench, Process process, Random random)
      throws InterruptedException {
    Until.holds("the run has begun", () -> !process.isAlive() || isRunning(bench));
    var moment = Duration.ofMillis(random.nextInt(1000));
    if (!process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean isRunning(Workbench bench) {
    return bench.hasHistory()
        && !bench.database.list("SELECT 1 FROM revisor.run WHERE outcome IS NULL").isEmpty();
  }

  @Test
  void isDoneExactlyOnceWheneverTheProcessIsKilled() throws Exception {
    var random = new Random(SEED);
    var halfWay = 0;
    for (var trial = 0; trial < TRIALS; trial++) {
      var bench = newBench();
      var directory = folder.resolve("up" + trial);
      kill(bench, start(bench, directory, "upgrade", "head"), random);
      halfWay += bench.isHalfWay("r5") ? 1 : 0;

      var rest = bench.upgrade("head");

      assertThat(rest.outcome())
          .as("trial %s: %s", trial, rest.message())
          .isNotEqualTo(Outcome.Failed);
      assertThat(bench.rows()).containsExactly("r5");
      assertThat(bench.recorded()).containsExactly("r0", "r1", "r2", "r3", "r4", "r5");
      assertThat(bench.database.list("SELECT x FROM a ORDER BY x"))
          .containsExactly("1", "2", "4", "5");
      assertThat(bench.database.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
          .isEqualTo("0");

      kill(bench, start(bench, directory, "downgrade", "r0"), random);
      var back = bench.apply(Planner.Backwards.ALLOWED, "r0");

      assertThat(back.outcome())
          .as("trial %s: %s", trial, back.message())
          .isNotEqualTo(Outcome.Failed);
      assertThat(bench.rows()).containsExactly("r0");
      assertThat(bench.recorded()).containsExactly("r0");
      assertThat(bench.database.list("SELECT x FROM a WHERE x < 0 ORDER BY x"))
          .containsExactly("-5", "-4", "-2", "-1");
      assertThat(bench.database.value("SELECT count(*) FROM revisor.run WHERE outcome IS NULL"))
          .isEqualTo("0");
    }
    System.out.printf(
        "%d kills upwards (%d of them half way), as many downwards, no violation%n",
        TRIALS, halfWay);
    assertThat(halfWay).as("broke off half way").isPositive();
  }
}
