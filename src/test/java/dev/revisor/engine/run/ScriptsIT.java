package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What scripts hold gets to the server as it is, and news of it comes back.
class ScriptsIT {
  private final Workbench bench = new Workbench();

  private void threeRevisions() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;")
        .add("b2", "a1", "CREATE TABLE b (x int);\nINSERT INTO b VALUES (1);", "DROP TABLE b;")
        .add("c3", "b2", "CREATE TABLE c (x int);", "DROP TABLE c;");
  }

  @Test
  void putsVariablesIntoScriptsButNotIntoTheHistory() {
    bench.variables(Map.of("tenant", "o'neil", "table", "T"));
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE :\"table\" (name text);\nINSERT INTO :\"table\" VALUES (:'tenant');",
        "DELETE FROM :\"table\" WHERE name = :'tenant';\nDROP TABLE :\"table\";");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.value("SELECT name FROM \"T\"")).isEqualTo("o'neil");
    assertThat(bench.database.value("SELECT downgrade FROM revisor.revision"))
        .contains(":'tenant'")
        .doesNotContain("neil");
    assertThat(bench.database.value("SELECT parameters::text FROM revisor.run"))
        .isEqualTo("{table,tenant}");
    assertThat(bench.downgrade("base").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void runsNothingWhenAVariableIsMissing() {
    threeRevisions();
    bench.scripts.add("c3", "b2", "SELECT :'tenant';", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.MissingParameter);
    assertThat(error(result).file()).isEqualTo("c3.sql");
    assertThat(bench.rows()).isEmpty();
    assertThat(bench.tables()).isEmpty();
  }

  @Test
  void copiesInlineData() {
    var data = "1\tüñí😀\n2\t\\N\n3\ta\\tb\n".repeat(5000).lines().toList();
    var numbered = new StringBuilder();
    for (var i = 0; i < data.size(); i++) {
      numbered.append(i).append('\t').append(data.get(i)).append('\n');
    }
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (n int PRIMARY KEY, x int, y text);\nCOPY a FROM stdin;\n"
            + numbered
            + "\\.\nINSERT INTO a VALUES (-1, 0, 'after');",
        "DROP TABLE a;");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("15001");
    assertThat(bench.database.value("SELECT y FROM a WHERE n = 0")).isEqualTo("üñí😀");
    assertThat(bench.database.value("SELECT y FROM a WHERE n = 2")).isEqualTo("a\tb");
    assertThat(bench.database.value("SELECT y FROM a WHERE n = -1")).isEqualTo("after");
  }

  @Test
  void namesTheLineOfBadData() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int);\nCOPY a FROM stdin;\n1\n2\nthree\n\\.\n",
        "DROP TABLE a;");

    var result = bench.upgrade("head");

    assertThat(error(result).sqlState()).isEqualTo("22P02");
    assertThat(error(result).line())
        .isEqualTo(bench.scripts.text("a1").lines().toList().indexOf("three") + 1);
    assertThat(bench.tables()).isEmpty();
  }

  @Test
  void sendsStatementsAsTheyAre() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (j jsonb);\n"
            + "INSERT INTO a SELECT '{\"k\": 1}' WHERE '{\"k\": 1}'::jsonb ? 'k';\n"
            + "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;\n"
            + "INSERT INTO a VALUES (to_jsonb('{d ''2001-01-01''}'::text));",
        "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.list("SELECT j::text FROM a ORDER BY 1"))
        .containsExactly("\"{d '2001-01-01'}\"", "{\"k\": 1}");
    assertThat(bench.database.value("SELECT f()")).isEqualTo("2");
  }

  @Test
  void passesNoticesOn() {
    bench.scripts.add("a1", "", "DO $$ BEGIN RAISE NOTICE 'half way'; END $$;", "");

    bench.upgrade("head");

    assertThat(bench.events).contains(new RunEvent.Notice("NOTICE", "half way"));
  }

  @Test
  void tellsOfEachStep() {
    threeRevisions();

    bench.upgrade("head");

    assertThat(bench.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "Connected",
            "Planned",
            "StepStarted",
            "StepFinished",
            "StepStarted",
            "StepFinished",
            "StepStarted",
            "StepFinished");
  }

  @Test
  void showsNoValuesOfVariables() {
    bench.variables(Map.of("secret", "hunter2", "table", "a"));
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE :table (x text);\nINSERT INTO :\"table\" VALUES (:'secret', 'a\\:b', 1);",
        "");

    var result = bench.upgrade("head");

    assertThat(error(result).statement()).startsWith("INSERT INTO :… VALUES (:…, 'a");
    assertThat(result.toJson()).doesNotContain("hunter2");
    assertThat(bench.database.list("SELECT r::text FROM revisor.run r"))
        .noneMatch(row -> row.contains("hunter2"));
  }
}
