package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// SQL-standard bodies of functions and procedures.
class RoutineBodyTest {
  private record Case(String name, String sql) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  void isOneStatement(Case example) {
    assertThat(Splitting.texts(example.sql + ";\nSELECT 2;"))
        .containsExactly(example.sql, "SELECT 2");
  }

  static Stream<Case> isOneStatement() {
    return Stream.of(
        new Case("a body", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END"),
        new Case("an empty body", "CREATE PROCEDURE p() BEGIN ATOMIC END"),
        new Case("OR REPLACE", "create or replace procedure p() begin atomic select 1; end"),
        new Case(
            "comments between", "CREATE /*;*/ FUNCTION f() -- ;\nBEGIN /*;*/ ATOMIC SELECT 1; END"),
        new Case(
            "the END of a CASE",
            "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN CASE b WHEN 1 THEN 2 END END;"
                + " SELECT CASE WHEN a THEN 1 END; END"),
        new Case(
            "END as a name, which psql takes for the end",
            "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1 END; SELECT 2 AS end; SELECT t.end; END"),
        new Case("empty statements", "CREATE FUNCTION f() BEGIN ATOMIC ; ; SELECT 1; ; END"),
        new Case(
            "names like key words",
            "CREATE FUNCTION begin(begin int, atomic int DEFAULT (1)) RETURNS begin BEGIN ATOMIC"
                + " SELECT begin, atomic; END"),
        new Case(
            "a routine in a body",
            "CREATE FUNCTION f() BEGIN ATOMIC CREATE FUNCTION g() BEGIN ATOMIC SELECT 1; END;"
                + " SELECT 2; END"),
        new Case(
            "options behind the body", "CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; END STABLE"),
        new Case("a string body", "CREATE FUNCTION f() LANGUAGE sql AS 'BEGIN ATOMIC; x;'"),
        new Case("RETURN", "CREATE FUNCTION f(a int) RETURNS int RETURN a + 1"));
  }

  @Test
  void takesBeginAtomicForABodyOnlyInARoutine() {
    assertThat(Splitting.texts("BEGIN ATOMIC; SELECT 1; END; SELECT begin atomic; SELECT 2"))
        .containsExactly("BEGIN ATOMIC", "SELECT 1", "END", "SELECT begin atomic", "SELECT 2");
    assertThat(Splitting.texts("CREATE TABLE t (a int) BEGIN ATOMIC; SELECT 1; END"))
        .containsExactly("CREATE TABLE t (a int) BEGIN ATOMIC", "SELECT 1", "END");
    assertThat(Splitting.texts("CREATE FUNCTION f() BEGIN, ATOMIC; SELECT 1; END"))
        .containsExactly("CREATE FUNCTION f() BEGIN, ATOMIC", "SELECT 1", "END");
    assertThat(Splitting.texts("CREATE FUNCTION f(BEGIN ATOMIC) RETURNS int; SELECT 1; END"))
        .hasSize(3);
  }

  @Test
  void namesTheBeginOfABodyThatHasNoEnd() {
    assertThat(
            Splitting.problems(
                "SELECT 1;\nCREATE FUNCTION f()\n  BEGIN ATOMIC SELECT 1 END;\nSELECT 2;\n"))
        .containsExactly(
            "3:3: this BEGIN ATOMIC has no END; each statement in the body ends with ';' and END"
                + " follows the last one");
  }
}
