package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.support.CrashingServer;
import dev.revisor.support.Proxy;
import dev.revisor.support.Until;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Steps that are sent together are as good as sent one by one.
class StepFlightIT {
  private static final String MARKS = "CREATE TABLE marks (what text);";

  private final Workbench bench = new Workbench();

  private static String mark(int number) {
    return "INSERT INTO marks VALUES ('r" + number + "');";
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "r" + number).toList();
  }

  private List<String> marks() {
    return done(bench);
  }

  /// Revisions that leave a mark each, one of which does something else; none needs another, and
  /// the last is run first.
  private void roots(int count, int other, String script) {
    bench.database.execute(MARKS);
    for (var number = 0; number < count; number++) {
      bench.scripts.add("r" + number, "", number == other ? script : mark(number), "");
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "6", "8"})
  void whatFollowsAStepThatFailsIsNotDone(int number) {
    roots(10, number, "INSERT INTO marks VALUES ('half');\nINSERT INTO nowhere VALUES (1);");

    var result = bench.upgrade("heads");

    assertThat(result.reason()).as(result.message()).isEqualTo(Reason.MigrationFailed);
    assertThat(error(result).file()).isEqualTo("r" + number + ".sql");
    assertThat(error(result).sqlState()).isEqualTo("42P01");
    assertThat(bench.recorded()).isEqualTo(names(number + 1, 10));
    assertThat(bench.rows()).isEqualTo(names(number + 1, 10));
    assertThat(marks()).isEqualTo(names(number + 1, 10));
    assertThat(result.counts().upgraded()).isEqualTo(9 - number);
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "6", "8"})
  void whatFollowsAFailedCommitIsNotDone(int number) {
    roots(10, -1, "");
    bench.upgrade("r9");
    bench.database.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'not this one'; END $$");
    bench.database.execute(
        "CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON revisor.step"
            + (" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.revision = 'r" + number)
            + "') EXECUTE FUNCTION refuse()");

    var result = bench.upgrade("heads");

    assertThat(result.outcome()).isEqualTo(Outcome.Failed);
    assertThat(error(result).message()).contains("not this one");
    assertThat(bench.recorded()).isEqualTo(names(number + 1, 10));
    assertThat(marks()).isEqualTo(names(number + 1, 10));
  }

  @Test
  void eachStepIsToldOfWithItsNoticesBeforeTheNext() {
    for (var number = 0; number < 12; number++) {
      var parent = number == 0 ? "" : "r" + (number - 1);
      bench.scripts.add("r" + number, parent, "DROP TABLE IF EXISTS of_r" + number + ";", "");
    }

    bench.upgrade("heads");

    var told = bench.events.stream().map(StepFlightIT::told).filter(text -> !text.isEmpty());
    assertThat(told)
        .containsExactlyElementsOf(
            names(0, 12).stream()
                .flatMap(id -> Stream.of("begin " + id, "notice of_" + id, "end " + id))
                .toList());
  }

  private static String told(RunEvent event) {
    return switch (event) {
      case RunEvent.StepStarted(var step, _, _) -> "begin " + step.revision();
      case RunEvent.StepFinished(var step, _, _, _) -> "end " + step.revision();
      case RunEvent.Notice(var severity, var message) when severity.equals("NOTICE") ->
          "notice " + message.split("\"", -1)[1];
      default -> "";
    };
  }

  /// The connection breaks at any message of any step.
  @ParameterizedTest
  @CsvSource({"REQUEST", "ANSWER"})
  void eachIsDoneOnceWhereverTheConnectionBreaks(Proxy.Loss loss) {
    for (var number = 1; number <= 8; number++) {
      for (var text : List.of("'r" + number + "')\0", "SET revisor.committed = '" + number + "'")) {
        try (var proxy = Proxy.start()) {
          var broken = new Workbench();
          var url = "postgresql://postgres@localhost:" + proxy.port() + "/";
          broken.settings =
              ConnectionSettings.of(
                  DatabaseUrl.parse(url + broken.database.name() + "?sslmode=disable"));
          broken.database.execute(MARKS);
          for (var each = 0; each < 9; each++) {
            broken.scripts.add("r" + each, each == 0 ? "" : "r" + (each - 1), mark(each), "");
          }
          proxy.breakAt(text, loss, 1);

          var result = broken.upgrade("heads");

          assertThat(proxy.cuts()).as(text).isEqualTo(1);
          assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
          assertThat(result.counts().upgraded()).isEqualTo(9);
          assertThat(broken.recorded()).isEqualTo(names(0, 9));
          assertThat(done(broken)).isEqualTo(names(0, 9));
        }
      }
    }
  }

  /// What functions prepare, or drop, is gone before the next script.
  @ParameterizedTest
  @CsvSource({"PREPARE ours AS SELECT 1", "PREPARE revisor_step AS SELECT 1", "DEALLOCATE ALL"})
  void noScriptFindsWhatAnotherPrepared(String what) {
    bench.database.execute(
        "CREATE FUNCTION prepares(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN EXECUTE '"
            + what
            + "'; RETURN $1; END $$");
    roots(10, -1, "");
    for (var number : List.of(2, 4, 5)) {
      bench.scripts.add(
          "r" + number, "", "INSERT INTO marks VALUES (prepares('r" + number + "'));", "");
    }

    var result = bench.upgrade("heads");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(marks()).isEqualTo(names(0, 10));
    assertThat(bench.recorded()).isEqualTo(names(0, 10));
  }

  @Test
  void noScriptFindsWhatWePrepared() {
    roots(10, 2, "SELECT 1 / (count(*) = 0)::integer FROM pg_prepared_statements;");

    assertThat(bench.upgrade("heads").outcome()).isEqualTo(Outcome.Succeeded);
  }

  /// Only the last of them waits for the disk: what the server committed before it may be lost.
  @Test
  void whatTheServerLosesInACrashIsDoneAgain() {
    try (var server = CrashingServer.start();
        var thread = Executors.newSingleThreadExecutor()) {
      var crashed = new Workbench(server.newDatabase());
      crashed.database.execute("ALTER SYSTEM SET wal_writer_delay = '10s'");
      crashed.database.execute("SELECT pg_reload_conf()");
      crashed.database.execute(
          "CREATE TABLE marks (what text, since timestamptz DEFAULT clock_timestamp())");
      crashed.database.execute("CHECKPOINT");
      for (var number = 0; number < 9; number++) {
        var slow = "INSERT INTO marks SELECT 'r6' FROM pg_sleep(2);";
        crashed.scripts.add(
            "r" + number,
            number == 0 ? "" : "r" + (number - 1),
            number == 6 ? slow : mark(number),
            "");
      }
      var run = CompletableFuture.supplyAsync(() -> crashed.upgrade("heads"), thread);
      Until.holds("r5 is committed", () -> done(crashed).contains("r5"));
      var before = crashed.database.value("SELECT clock_timestamp()");
      server.crash();

      var result = run.join();

      var again = "SELECT what FROM marks WHERE since > '" + before + "' ORDER BY 1";
      assertThat(crashed.database.list(again)).contains("r5", "r6", "r7", "r8");
      assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
      assertThat(result.steps()).extracting(step -> step.revision().value()).isEqualTo(names(0, 9));
      assertThat(done(crashed)).isEqualTo(names(0, 9));
      assertThat(crashed.recorded()).isEqualTo(names(0, 9));
      var told = crashed.events.stream().map(StepFlightIT::told).filter(text -> !text.isEmpty());
      assertThat(told)
          .containsExactlyElementsOf(
              names(0, 9).stream().flatMap(id -> Stream.of("begin " + id, "end " + id)).toList());
    }
  }

  private static List<String> done(Workbench bench) {
    return bench.database.list("SELECT what FROM marks ORDER BY 1");
  }
}
