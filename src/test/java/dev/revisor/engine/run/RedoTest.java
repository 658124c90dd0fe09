package dev.revisor.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedoTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE INDEX CONCURRENTLY i ON t (x)                         | i     | t",
        "create unique index  concurrently Mine on only S.T (x)       | mine  | S.T",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"a \"\"b\" ON \"s\".\"t\" (x) | a \"b | \"s\".\"t\""
      })
  void recognisesAnIndex(String statement, String index, String table) {
    assertThat(Redo.of(statement)).isEqualTo(new Redo.BuildIndex(index, table));
  }

  @Test
  void takesAnySpaceBetweenWords() {
    assertThat(Redo.of("CREATE INDEX\n\tCONCURRENTLY i\n  ON t (x)"))
        .isEqualTo(new Redo.BuildIndex("i", "t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET search_path = x",
        "VACUUM t",
        "vacuum (analyze) t",
        "REINDEX INDEX CONCURRENTLY i",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
        "CREATE TABLE IF NOT EXISTS t (x int)",
        "CREATE INDEX IF NOT EXISTS i ON t (x)",
        "CREATE OR REPLACE FUNCTION f() RETURNS int",
        "DROP INDEX CONCURRENTLY IF EXISTS i",
        "DROP TABLE IF EXISTS t",
        "DROP MATERIALIZED VIEW IF EXISTS t",
        "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'x'",
        "ALTER TABLE t VALIDATE CONSTRAINT c",
        "COMMENT ON TABLE t IS 'x'",
        "GRANT SELECT ON t TO r"
      })
  void recognisesWhatCanBeDoneTwice(String statement) {
    assertThat(Redo.of(statement)).isEqualTo(new Redo.Again());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1)",
        "UPDATE t SET x = x + 1",
        "CREATE INDEX CONCURRENTLY ON t (x)",
        "CREATE TABLE t (x int)",
        "ALTER TYPE mood ADD VALUE 'x'",
        "ALTER TABLE t ADD COLUMN y int, VALIDATE CONSTRAINT c",
        "DROP INDEX CONCURRENTLY i",
        "DO $$ BEGIN END $$",
        "CALL p()",
        "SELECT f()",
        "BEGIN",
        "COMMIT",
        "SETTLE"
      })
  void doesNotGuess(String statement) {
    assertThat(Redo.of(statement)).isEqualTo(new Redo.Unknown());
  }

  @Test
  void knowsWhatAnotherSessionMustSetAgain() {
    assertThat(Redo.isSetting("SET search_path = x")).isTrue();
    assertThat(Redo.isSetting("RESET ALL")).isTrue();
    assertThat(Redo.isSetting("SELECT pg_catalog.set_config('search_path', '', false)")).isTrue();
    assertThat(Redo.isSetting("SET LOCAL search_path = x")).isFalse();
    assertThat(Redo.isSetting("SET TRANSACTION READ ONLY")).isFalse();
    assertThat(Redo.isSetting("INSERT INTO t VALUES (1)")).isFalse();
  }

  @Test
  void knowsWhatAnotherSessionCannotHave() {
    assertThat(Redo.isBoundToSession("CREATE TEMP TABLE t (x int)")).isTrue();
    assertThat(Redo.isBoundToSession("CREATE LOCAL TEMPORARY TABLE t (x int)")).isTrue();
    assertThat(Redo.isBoundToSession("PREPARE p AS SELECT 1")).isTrue();
    assertThat(Redo.isBoundToSession("CREATE TABLE temporary (x int)")).isFalse();
  }
}
