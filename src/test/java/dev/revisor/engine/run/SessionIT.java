package dev.revisor.engine.run;

import static dev.revisor.engine.run.Workbench.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A script leaves nothing in the session for the next one, and does not get out of its
/// transaction.
class SessionIT {
  private final Workbench bench = new Workbench();

  /// What the first script does, and a query of the second whose result must be `expected`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET search_path = pg_catalog | current_setting('search_path') | \"$user\", public",
        "SET lock_timeout = 77 | current_setting('lock_timeout') | 5s",
        "SET statement_timeout = 77000 | current_setting('statement_timeout') | 0",
        "SET application_name = 'x' | current_setting('application_name') | revisor",
        "SET my.setting = 'x' | coalesce(current_setting('my.setting', true), '') | ''",
        "SET default_transaction_read_only = on | current_setting('transaction_read_only') | off",
        "SET standard_conforming_strings = off | current_setting('standard_conforming_strings') | on",
        "SET session_replication_role = replica | current_setting('session_replication_role') | origin",
        "CREATE TEMP TABLE t (x int) | coalesce(to_regclass('t')::text, 'none') | none",
        "LISTEN news | (SELECT count(*) FROM pg_listening_channels())::text | 0",
        "PREPARE p AS SELECT 1 | (SELECT count(*) FROM pg_prepared_statements)::text | 0",
        "DECLARE c CURSOR WITH HOLD FOR SELECT 1 | (SELECT count(*) FROM pg_cursors)::text | 0",
        "SET ROLE pg_monitor | current_user | postgres",
        "SET SESSION AUTHORIZATION pg_monitor | session_user | postgres",
      })
  void leavesNothingForTheNextScript(String statement, String expression, String expected) {
    bench
        .scripts
        .add("a1", "", statement + ";", "")
        .add("b2", "a1", "CREATE TABLE seen AS SELECT " + expression + " AS value;", "");

    var result = bench.upgrade("head");

    assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT value FROM seen")).isEqualTo(expected);
  }

  @Test
  void leavesNothingForTheNextAttemptEither() {
    bench.lockTimeout(Duration.ofMillis(50), 2);
    bench.scripts.add(
        "a1",
        "",
        "DO $$ BEGIN IF current_setting('my.tries', true) = 'x' THEN"
            + " RAISE EXCEPTION 'leaked'; END IF; END $$;\n"
            + "SET my.tries = 'x';\nDO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$;",
        "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.LockTimeout);
    assertThat(bench.events).filteredOn(RunEvent.Retrying.class::isInstance).hasSize(2);
  }

  @Test
  void keepsItsRecordsWhoeverTheScriptBecomes() {
    bench.database.execute("CREATE ROLE " + bench.database.name() + "_app");
    bench.scripts.add("a1", "", "SET ROLE " + bench.database.name() + "_app;", "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.recorded()).containsExactly("a1");
  }

  @Test
  void runsAsTheRoleItIsTold() {
    var role = bench.database.name() + "_owner";
    bench.database.execute(
        "CREATE ROLE "
            + role
            + "; GRANT ALL ON DATABASE "
            + bench.database.name()
            + " TO "
            + role
            + "; GRANT ALL ON SCHEMA public TO "
            + role);
    bench.role(role);
    bench
        .scripts
        .add("a1", "", "CREATE TABLE a (x int);\nRESET ROLE;", "")
        .add("b2", "a1", "CREATE TABLE b (x int);", "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);

    assertThat(
            bench.database.list(
                "SELECT DISTINCT tableowner FROM pg_tables"
                    + " WHERE schemaname IN ('public', 'revisor')"))
        .containsExactly(role);
  }

  @Test
  void checksDeferredConstraintsUnderTheSettingsOfTheScript() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int PRIMARY KEY, y int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\n"
            + "INSERT INTO a VALUES (1, 2);",
        "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.MigrationFailed);
    assertThat(error(result).sqlState()).isEqualTo("23503");
    assertThat(error(result).file()).isEqualTo("a1.sql");
    assertThat(bench.tables()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMIT", "ROLLBACK", "END", "BEGIN", "ABORT", "START TRANSACTION"})
  void refusesToLeaveItsTransaction(String statement) {
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);\n" + statement + ";", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.InvalidScript);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(error(result).line())
        .isEqualTo(bench.scripts.text("a1").lines().toList().indexOf(statement + ";") + 1);
    assertThat(bench.tables()).isEmpty();
    assertThat(bench.rows()).isEmpty();
  }

  @Test
  void refusesToLeaveItsTransactionInAStoredDowngrade() {
    bench.scripts.add("a1", "", "CREATE TABLE a (x int);", "DROP TABLE a;\nCOMMIT;");
    bench.upgrade("head");
    bench.scripts.remove("a1");

    var result = bench.apply(dev.revisor.plan.Planner.Backwards.ALLOWED, "base");

    assertThat(result.reason()).isEqualTo(Reason.InvalidScript);
    assertThat(bench.tables()).containsExactly("a");
    assertThat(bench.rows()).containsExactly("a1");
  }

  @Test
  void allowsSavepoints() {
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE a (x int);\nSAVEPOINT s;\nINSERT INTO a VALUES (1);\nROLLBACK TO s;\n"
            + "RELEASE s;",
        "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.value("SELECT count(*) FROM a")).isEqualTo("0");
  }

  @Test
  void dropsTheRowsOfQueries() {
    bench.scripts.add("a1", "", "SELECT repeat('x', 1000) FROM generate_series(1, 200000);", "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
  }

  @Test
  void hasTheTimeZoneOfTheDatabaseWhereverTheClientIs() {
    bench
        .scripts
        .add("a1", "", "CREATE TABLE seen AS SELECT current_setting('TimeZone') AS zone;", "")
        .add("b2", "a1", "INSERT INTO seen SELECT current_setting('TimeZone');", "");

    bench.upgrade("a1");
    bench.database.execute(
        "ALTER DATABASE " + bench.database.name() + " SET timezone = 'Asia/Tokyo'");
    bench.upgrade("b2");

    assertThat(bench.database.list("SELECT zone FROM seen")).containsExactly("UTC", "Asia/Tokyo");
  }

  @Test
  void losesNothingInACrashWhateverTheDatabaseSets() {
    bench.database.execute(
        "ALTER DATABASE " + bench.database.name() + " SET synchronous_commit = off");
    var seen = "CREATE TABLE %s AS SELECT current_setting('synchronous_commit') AS value;";
    bench
        .scripts
        .add("a1", "", seen.formatted("a") + "\nSET synchronous_commit = off;", "")
        .addWithoutTransaction("b2", "a1", seen.formatted("b"));

    bench.upgrade("head");

    assertThat(bench.database.list("SELECT value FROM a UNION ALL SELECT value FROM b"))
        .containsExactly("on", "on");
  }

  @Test
  void meansTheSameByStringsWhateverTheDatabaseSets() {
    bench.database.execute(
        "ALTER DATABASE " + bench.database.name() + " SET standard_conforming_strings = off");
    bench.scripts.add(
        "a1",
        "",
        "CREATE TABLE seen AS SELECT 'C:\\temp\\' AS value; INSERT INTO seen VALUES (';');",
        "");

    assertThat(bench.upgrade("head").outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(bench.database.list("SELECT value FROM seen")).containsExactly("C:\\temp\\", ";");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET datestyle = 'German'", "SET client_encoding = 'LATIN1'"})
  void refusesSettingsThatTheDriverCannotBear(String statement) {
    bench.scripts.add("a1", "", statement + ";", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.InvalidScript);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(error(result).file()).isEqualTo("a1.sql");
    assertThat(bench.database.value("SELECT reason FROM revisor.run")).isEqualTo("InvalidScript");
  }

  @Test
  void namesARoleThatIsNotThere() {
    bench.role("nobody_at_all");
    bench.scripts.add("a1", "", "SELECT 1;", "");

    var result = bench.upgrade("head");

    assertThat(result.reason()).isEqualTo(Reason.InvalidConfiguration);
    assertThat(result.message()).contains("nobody_at_all");
  }
}
