package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.database.ConnectionSettings;
import dev.revisor.engine.database.DatabaseUrl;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.Interrupted;
import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.revision.RevisionId;
import dev.revisor.support.Proxy;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Scripts without a transaction, and what becomes of them when they break off.
class StatementwiseIT {
  private final Proxy proxy = Proxy.start();
  private final Workbench bench = new Workbench();

  StatementwiseIT() {
    var url = "postgresql://postgres@localhost:" + proxy.port() + "/" + bench.database.name();
    bench.settings = ConnectionSettings.of(DatabaseUrl.parse(url + "?sslmode=disable"));
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);\nINSERT INTO a VALUES (1), (2);", "");
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private String indexes() {
    return bench.database.value(
        "SELECT coalesce(string_agg(relname || ' ' || indisvalid, ',' ORDER BY relname), '')"
            + " FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
            + " WHERE indrelid = 'a'::regclass");
  }

  private void assertProgressIsForgotten() {
    assertThat(bench.database.value("SELECT count(*) FROM revisor.progress")).isEqualTo("0");
  }

  @Test
  void runsWhatCannotRunInATransaction() {
    bench
        .scripts
        .addWithoutTransaction(
            "b2", "a1", "CREATE INDEX CONCURRENTLY i ON a (x);\nVACUUM a;\nSET search_path = x;")
        .add("c3", "b2", "CREATE TABLE c (x int);", "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(indexes()).isEqualTo("i true");
    assertThat(bench.tables()).containsExactly("a", "c");
    assertThat(bench.recorded()).containsExactly("a1", "b2", "c3");
    assertProgressIsForgotten();
  }

  @Test
  void letsAScriptHaveTransactionsOfItsOwn() {
    bench.scripts.addWithoutTransaction(
        "b2",
        "a1",
        "BEGIN;\nINSERT INTO a VALUES (3);\nCOMMIT;\nBEGIN;\nINSERT INTO a VALUES (4);\nROLLBACK;");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(bench.database.value("SELECT string_agg(x::text, ',' ORDER BY x) FROM a"))
        .isEqualTo("1,2,3");
  }

  @Test
  void refusesATransactionThatIsLeftOpen() {
    bench.scripts.addWithoutTransaction("b2", "a1", "BEGIN;\nINSERT INTO a VALUES (3);");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.InvalidScript);
    assertThat(bench.rows()).containsExactly("a1");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("2");
    assertProgressIsForgotten();
  }

  @Test
  void goesOnAtTheStatementThatFailedOnceItIsRight() {
    bench.scripts.addWithoutTransaction(
        "b2",
        "a1",
        "INSERT INTO a VALUES (3);\nSET search_path = public;\nINSERT INTO nowhere VALUES (4);");

    var failed = bench.upgrade("head");

    assertThat(failed.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(error(failed).line()).isEqualTo(7);
    bench.scripts.addWithoutTransaction(
        "b2",
        "a1",
        "INSERT INTO a VALUES (3);\nSET search_path = public;\nINSERT INTO a VALUES (4);");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT string_agg(x::text, ',' ORDER BY x) FROM a"))
        .isEqualTo("1,2,3,4");
    assertProgressIsForgotten();
  }

  @Test
  void stopsWhenAStatementWasChangedThatIsDone() {
    bench.scripts.addWithoutTransaction("b2", "a1", "INSERT INTO a VALUES (3);\nnonsense;");
    bench.upgrade("head");
    bench.scripts.addWithoutTransaction("b2", "a1", "INSERT INTO a VALUES (33);\nSELECT 1;");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.InterruptedRevision);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.message()).contains("INSERT INTO a VALUES (3)");
    assertThat(bench.rows()).containsExactly("a1");
  }

  @ParameterizedTest
  @EnumSource
  void stopsWhenNobodyKnowsWhatAStatementDid(Proxy.Loss loss) throws SQLException {
    bench.scripts.addWithoutTransaction(
        "b2", "a1", "INSERT INTO a VALUES (3);\nINSERT INTO a /* lost */ VALUES (4);");
    bench.upgrade("a1");
    proxy.breakAt("/* lost */ VALUES (4)\0", loss, 1);

    var broken = bench.upgrade("head");

    assertThat(broken.reason()).as(broken.message()).isEqualTo(Reason.ConnectionLost);
    assertThat(broken.exitCode()).isEqualTo(4);
    var result = bench.upgrade("head");
    assertThat(result.reason()).isEqualTo(Reason.InterruptedRevision);
    assertThat(error(result).line()).isEqualTo(6);
    assertThat(error(result).statement()).contains("lost");
    try (var connection = bench.database.connect()) {
      var state =
          new HistoryReader(connection, bench.versionTable).read(HistoryReader.Detail.REVISIONS);
      assertThat(state.interrupted()).hasSize(1);
      assertThat(state.interrupted().getFirst().done()).isEqualTo(1);
      assertThat(state.interrupted().getFirst().statement().orElseThrow()).contains("lost");
    }
  }

  @Test
  void namesTheStatementThatWasRunning() {
    bench.scripts.addWithoutTransaction(
        "b2", "a1", "START TRANSACTION;\nINSERT INTO a /* lost */ VALUES (3);\nCOMMIT;");
    bench.upgrade("a1");
    proxy.breakAt("/* lost */ VALUES (3)\0", Proxy.Loss.REQUEST, 1);

    bench.upgrade("head");

    assertThat(bench.interrupted().getFirst().statement().orElseThrow()).contains("lost");
    bench.executor().repair(bench.request("repair"), Repair.STATEMENT_NOT_DONE);
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("3");
  }

  @ParameterizedTest
  @EnumSource
  void buildsAnIndexAnewThatWasInterrupted(Proxy.Loss loss) {
    bench.scripts.addWithoutTransaction(
        "b2", "a1", "INSERT INTO a VALUES (3);\nCREATE INDEX CONCURRENTLY i ON a (x);");
    bench.upgrade("a1");
    proxy.breakAt("CREATE INDEX CONCURRENTLY i ON a (x)\0", loss, 1);

    assertThat(bench.upgrade("head").reason()).isEqualTo(Reason.ConnectionLost);
    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(indexes()).isEqualTo("i true");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("3");
    assertProgressIsForgotten();
  }

  @Test
  void dropsTheInvalidIndexThatAnInterruptionLeft() {
    bench.scripts.addWithoutTransaction("b2", "a1", "CREATE UNIQUE INDEX CONCURRENTLY i ON a (x);");
    bench.upgrade("a1");
    proxy.breakAt("CREATE UNIQUE INDEX CONCURRENTLY i ON a (x)\0", Proxy.Loss.REQUEST, 1);
    bench.upgrade("head");
    bench.database.execute("INSERT INTO a VALUES (1)");
    try (var connection = bench.database.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE UNIQUE INDEX CONCURRENTLY i ON a (x)");
    } catch (SQLException expected) {
      assertThat(expected.getSQLState()).isEqualTo("23505");
    }
    assertThat(indexes()).isEqualTo("i false");
    bench.database.execute("DELETE FROM a");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(indexes()).isEqualTo("i true");
  }

  @Test
  void leavesNoInvalidIndexWhenItCannotBeBuilt() {
    bench.scripts.addWithoutTransaction(
        "b2", "a1", "INSERT INTO a VALUES (1);\nCREATE UNIQUE INDEX CONCURRENTLY i ON a (x);");

    var result = bench.upgrade("head");

    assertThat(error(result).sqlState()).isEqualTo("23505");
    assertThat(indexes()).isEmpty();
    bench.database.execute("DELETE FROM a");
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(indexes()).isEqualTo("i true");
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  @Test
  void refusesToDoAnythingElseBeforeTheInterruptedRevision() {
    bench.scripts.addWithoutTransaction("b2", "a1", "INSERT INTO a VALUES (3);\nnonsense;");
    bench.upgrade("head");
    bench.scripts.remove("b2").add("c3", "a1", "CREATE TABLE c (x int);", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.InterruptedRevision);
    assertThat(result.message()).contains("b2");
    assertThat(bench.tables()).containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource
  void looksAfterALostCommitOfItsRecords(Proxy.Loss loss) {
    bench.scripts.addWithoutTransaction("b2", "a1", "INSERT INTO a VALUES (3);");
    bench.upgrade("a1");
    proxy.breakAt("INSERT INTO revisor.step", loss, 1);

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("3");
    assertThat(bench.rows()).containsExactly("b2");
    assertProgressIsForgotten();
  }

  @ParameterizedTest
  @CsvSource({"STATEMENT_DONE, 3", "STATEMENT_NOT_DONE, 4", "FORGET, 5"})
  void goesOnAsSomebodySaysWhoHasLooked(Repair repair, int rows) {
    bench.scripts.addWithoutTransaction(
        "b2", "a1", "INSERT INTO a VALUES (3);\nINSERT INTO a /* lost */ VALUES (4);");
    bench.upgrade("a1");
    proxy.breakAt("/* lost */ VALUES (4)\0", Proxy.Loss.REQUEST, 1);
    bench.upgrade("head");

    var repaired = bench.executor().repair(bench.request("repair"), repair);

    assertThat(repaired).extracting(Interrupted::revision).containsExactly(new RevisionId("b2"));
    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo(Integer.toString(rows));
    assertThat(bench.executor().repair(bench.request("repair"), repair)).isEmpty();
  }
}
