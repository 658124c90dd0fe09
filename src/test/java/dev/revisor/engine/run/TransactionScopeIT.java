package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import org.junit.jupiter.api.Test;

/// One transaction for a whole run.
class TransactionScopeIT {
  private final Workbench bench = new Workbench().scope(RunOptions.Scope.RUN);

  @Test
  void undoesTheWholeRunWhenARevisionFails() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "")
        .add("b2", "a1", "CREATE TABLE b (x int);", "")
        .add("c3", "b2", "nonsense;", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(error(result).file()).isEqualTo("c3.sql");
    assertThat(result.to()).isEmpty();
    assertThat(result.counts().upgraded()).isZero();
    assertThat(bench.tables()).isEmpty();
    assertThat(bench.rows()).isEmpty();
    assertThat(bench.recorded()).isEmpty();
  }

  @Test
  void commitsTogether() {
    bench
        .scripts
        .add(
            "a1",
            "",
            "CREATE TABLE a (t text);\nINSERT INTO a VALUES (pg_current_xact_id()::text);",
            "")
        .add("b2", "a1", "INSERT INTO a VALUES (pg_current_xact_id()::text);", "");

    assertThat(bench.upgrade("head").message()).isEqualTo("applied 2 revisions; now at b2");

    assertThat(bench.database.value("SELECT count(DISTINCT t) FROM a")).isEqualTo("1");
    assertThat(bench.recorded()).containsExactly("a1", "b2");
  }

  @Test
  void commitsAroundARevisionWithoutATransaction() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);", "")
        .addWithoutTransaction("b2", "a1", "CREATE INDEX CONCURRENTLY i ON a (x);")
        .add("c3", "b2", "nonsense;", "");

    var result = bench.upgrade("head");

    assertThat(error(result).file()).isEqualTo("c3.sql");
    assertThat(bench.rows()).containsExactly("b2");
  }

  @Test
  void commitsBeforeANewEnumValueIsUsed() {
    bench
        .scripts
        .add("a1", "", "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE a (m mood);", "")
        .add("b2", "a1", "SELECT 1;", "");
    bench.upgrade("head");
    bench
        .scripts
        .add("c3", "b2", "ALTER TYPE mood ADD VALUE 'happy';", "")
        .add("d4", "c3", "INSERT INTO a VALUES ('happy');", "")
        .add("e5", "d4", "INSERT INTO a VALUES ('sad');", "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.rows()).containsExactly("e5");
    assertThat(bench.database.list("SELECT m FROM a ORDER BY m")).containsExactly("sad", "happy");
  }
}
