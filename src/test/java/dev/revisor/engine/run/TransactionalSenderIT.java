package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Statements that are sent without waiting for the one before have the effects and the errors that
/// they have one by one.
class TransactionalSenderIT {
  private final Workbench bench = new Workbench();

  private static String inserts(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "INSERT INTO a VALUES (" + i + ");")
        .collect(Collectors.joining("\n"));
  }

  private int lineOf(String text) {
    return bench.scripts.text("a1").lines().toList().indexOf(text) + 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 98, 99, 100, 101, 250})
  void namesTheOneThatFails(int number) {
    var failing = "INSERT INTO a VALUES (" + number + "), (1 / 0);";
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int);\n"
            + inserts(1, number - 1)
            + "\n"
            + failing
            + "\n"
            + inserts(number + 1, 300)
            + "\nINSERT INTO missing VALUES (1);",
        "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(error(result).sqlState()).isEqualTo("22012");
    assertThat(error(result).line()).isEqualTo(lineOf(failing));
    assertThat(error(result).statement()).contains("(1 / 0)");
    assertThat(bench.tables()).isEmpty();
    assertThat(bench.rows()).isEmpty();
  }

  /// Not even a savepoint lets a script go on behind a failure.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SAVEPOINT s | ROLLBACK TO s",
        "SAVEPOINT s | ROLLBACK WORK TO SAVEPOINT s",
        "SAVEPOINT s | RELEASE s",
        "SET search_path = public | SET search_path = public",
        "SELECT 1 | DO 'BEGIN END'",
      })
  void stopsAtAFailureBetweenOthers(String before, String after) {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int);\n"
            + before
            + ";\nINSERT INTO a VALUES ('x');\n"
            + after
            + ";\nINSERT INTO a VALUES (1);",
        "");

    var result = bench.upgrade("head");

    assertThat(error(result).sqlState()).isEqualTo("22P02");
    assertThat(error(result).line()).isEqualTo(lineOf("INSERT INTO a VALUES ('x');"));
    assertThat(bench.tables()).isEmpty();
  }

  /// The third is understood by what the second set, and the last sees all of them.
  @Test
  void keepsTheirOrder() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x text);\n"
            + "SET search_path = pg_temp, public;\n"
            + "CREATE TABLE a (x text);\n"
            + "INSERT INTO a VALUES ('temporary');\n"
            + "RESET search_path;\n"
            + "COPY public.a FROM stdin;\ncopied\n\\.\n"
            + "INSERT INTO public.a SELECT x || ' and more' FROM public.a;",
        "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.list("SELECT x FROM public.a ORDER BY x"))
        .containsExactly("copied", "copied and more");
  }

  /// Neither side waits for the other to read.
  @Test
  void takesLongAnswersToManyOfThem() {
    var insert =
        "INSERT INTO a SELECT 1 FROM generate_series(1, 300) RETURNING repeat('x', 10000);\n";
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);\n" + insert.repeat(150), "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("45000");
  }

  /// Those that are got ready while the step before them runs, and those that are not.
  @Test
  void stepsOfAllKindsFollowEachOtherUpToTheOneThatFails() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "")
        .add("b2", "a1", "INSERT INTO a VALUES (2);", "")
        .add("c3", "b2", "SELECT 3;\nINSERT INTO a VALUES (3);", "")
        .add("d4", "c3", "INSERT INTO a VALUES (4);", "")
        .add("e5", "d4", inserts(5, 150), "")
        .add("f6", "e5", "INSERT INTO a VALUES (6);", "")
        .add("g7", "f6", "INSERT INTO a VALUES (7);\nINSERT INTO a VALUES (1 / 0);", "")
        .add("h8", "g7", "INSERT INTO a VALUES (8);", "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).isEqualTo(Outcome.Failed);
    assertThat(error(result).file()).isEqualTo("g7.sql");
    assertThat(error(result).statement()).isEqualTo("INSERT INTO a VALUES (1 / 0)");
    assertThat(bench.rows()).containsExactly("f6");
    assertThat(bench.recorded()).containsExactly("a1", "b2", "c3", "d4", "e5", "f6");
    assertThat(
            bench.database.value(
                "SELECT string_agg(x::text, ' ') FROM a WHERE x NOT BETWEEN 8 AND 149"))
        .isEqualTo("2 3 4 5 6 7 150 6");
  }
}
