package dev.revisor.script;

import static dev.revisor.script.StatementKind.ORDINARY;
import static dev.revisor.script.StatementKind.OUTSIDE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationTest {
  private static StatementKind kind(String sql) {
    return Splitting.statements(sql, Variables.none()).getFirst().kind();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          BEGIN, BEGIN
          begin isolation level serializable, BEGIN
          START TRANSACTION READ ONLY, BEGIN
          COMMIT, COMMIT
          COMMIT AND CHAIN, COMMIT
          /* a */ COMMIT -- b, COMMIT
          END, COMMIT
          END WORK, COMMIT
          ROLLBACK, ROLLBACK
          ROLLBACK WORK AND CHAIN, ROLLBACK
          ABORT, ROLLBACK
          SAVEPOINT a, SAVEPOINT
          RELEASE SAVEPOINT a, SAVEPOINT
          RELEASE a, SAVEPOINT
          ROLLBACK TO a, SAVEPOINT
          ROLLBACK TRANSACTION TO SAVEPOINT a, SAVEPOINT
          PREPARE TRANSACTION 'a', PREPARE_TRANSACTION
          COMMIT PREPARED 'a', OUTSIDE_TRANSACTION
          ROLLBACK PREPARED 'a', OUTSIDE_TRANSACTION
          """)
  void recognisesTransactionControl(String sql, StatementKind kind) {
    assertThat(kind(sql)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PREPARE transaction AS SELECT 1",
        "PREPARE a AS SELECT 1",
        "\"commit\"",
        "(SELECT 1)",
        "SET TRANSACTION READ ONLY",
        "LOCK TABLE begin",
        "DO $$ BEGIN COMMIT; END $$",
        "CREATE PROCEDURE p() BEGIN ATOMIC COMMIT; END",
        "CREATE INDEX \"concurrently\" ON t (a)",
        "CREATE INDEX IF NOT EXISTS i ON t (a)",
        "REINDEX (CONCURRENTLY false) TABLE t",
        "REINDEX (VERBOSE) TABLE t",
        "REINDEX TABLE t",
        "CLUSTER t USING i",
        "CLUSTER (VERBOSE) t",
        "ALTER TABLE a DETACH PARTITION b",
        "ALTER TABLE a DETACH PARTITION b FINALIZE",
        "ALTER DATABASE a SET search_path = b",
        "ALTER TYPE a ADD VALUE 'b'",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
        "ANALYZE t",
        "DISCARD TEMP",
        "DROP INDEX i",
        "begın",
        "beginx"
      })
  void takesOthersForOrdinary(String sql) {
    assertThat(kind(sql)).isEqualTo(ORDINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM",
        "vacuum (analyze) t",
        "CREATE INDEX CONCURRENTLY ON t (a)",
        "CREATE UNIQUE INDEX concurrently IF NOT EXISTS i ON t (a)",
        "DROP INDEX /* a */ CONCURRENTLY IF EXISTS i",
        "REINDEX TABLE CONCURRENTLY t",
        "REINDEX INDEX CONCURRENTLY i",
        "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
        "REINDEX (CONCURRENTLY) TABLE t",
        "REINDEX (VERBOSE, CONCURRENTLY true) INDEX i",
        "REINDEX (CONCURRENTLY, VERBOSE) INDEX i",
        "REINDEX SCHEMA s",
        "REINDEX (VERBOSE) DATABASE d",
        "ALTER TABLE IF EXISTS ONLY s.a DETACH PARTITION s.b CONCURRENTLY",
        "CLUSTER",
        "CLUSTER VERBOSE",
        "CLUSTER (VERBOSE)",
        "CREATE DATABASE d TEMPLATE t",
        "DROP DATABASE IF EXISTS d",
        "ALTER DATABASE d SET TABLESPACE t",
        "CREATE TABLESPACE t LOCATION '/t'",
        "DROP TABLESPACE t",
        "ALTER SYSTEM SET a = b",
        "DISCARD ALL"
      })
  void knowsWhatCannotRunInATransaction(String sql) {
    assertThat(kind(sql)).isEqualTo(OUTSIDE_TRANSACTION);
  }

  @Test
  void listsThemForASectionThatRunsInATransaction() {
    var sql = "SELECT 1;\nCOMMIT;\nSAVEPOINT a;\n VACUUM;\n";
    var file =
        "-- revisor:revision a\n-- revisor:upgrade\n%s-- revisor:downgrade transaction=none\n%s";
    var script = Splitting.script(file.formatted(sql, sql));
    assertThat(script.upgrade().refusedInTransaction())
        .map(ScriptProblem::toString)
        .map(text -> text.split(";")[0])
        .containsExactly(
            "4:1: the revision's transaction is begun and ended by Revisor",
            "6:2: the server refuses this statement in a transaction");
    assertThat(((Downgrade.Sql) script.downgrade()).section())
        .satisfies(
            section -> {
              assertThat(section.refusedInTransaction()).isEmpty();
              assertThat(
                      section.special().stream().map(Located::value).collect(Collectors.toList()))
                  .containsExactly(StatementKind.COMMIT, OUTSIDE_TRANSACTION);
            });
  }
}
