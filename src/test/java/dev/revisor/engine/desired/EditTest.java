package dev.revisor.engine.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.desired.Head.Reach;
import dev.revisor.engine.desired.Subject.Part;
import dev.revisor.engine.environment.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told from the words of statements alone. What databases say to it: `EditsIT`.
class EditTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE t (a int)                                          | t    | SHAPE
          CREATE UNLOGGED TABLE s."T" (a int) WITH (fillfactor=9) TABLESPACE x | t | SHAPE
          create /* a */ table "two words" (a text CHECK (a LIKE 'x'))    | two words | SHAPE
          CREATE INDEX ON s.t (a)                                         | t    | ASIDE
          CREATE INDEX CONCURRENTLY i ON ONLY t (a)                       | t    | ASIDE
          CREATE UNIQUE INDEX i ON t (a)                                  | t    | SHAPE
          CREATE SEQUENCE s.q                                             | q    | SHAPE
          ALTER SEQUENCE q OWNED BY t.a                                   | q    | SHAPE
          ALTER TABLE ONLY s.t ADD CONSTRAINT c PRIMARY KEY (a)           | t    | SHAPE
          ALTER TABLE ONLY s.t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (b, c) | t | ASIDE
          ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u, ADD COLUMN b int | t   | SHAPE
          ALTER TABLE t OWNER TO bob                                      | t    | SHAPE
          COMMENT ON TABLE s.t IS 'x'                                     | t    | ASIDE
          COMMENT ON COLUMN s.t.a IS NULL                                 | t    | ASIDE
          COMMENT ON CONSTRAINT c ON s.t IS 'x'                           | t    | ASIDE
          GRANT SELECT, UPDATE (a, b) ON TABLE s.t TO bob                 | t    | ASIDE
          REVOKE ALL ON t FROM PUBLIC                                     | t    | ASIDE
          """)
  void knowsWhatAStatementIsAbout(String sql, String table, Part part) {
    assertThat(Subject.of(sql)).contains(new Subject(table, part));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t AS SELECT 1",
        "CREATE TABLE t (a) AS SELECT 1",
        "CREATE TABLE t PARTITION OF p DEFAULT",
        "CREATE TABLE t OF pair",
        "CREATE TABLE t (a int, LIKE u)",
        "CREATE TABLE t (a int) INHERITS (u)",
        "CREATE TABLE t (a int) PARTITION BY RANGE (a)",
        "CREATE TABLE t (a int) WITH (fillfactor = 9) AS TABLE u",
        "CREATE TABLE IF NOT EXISTS t (a int)",
        "CREATE TEMP TABLE t (a int)",
        "CREATE INDEX IF NOT EXISTS i ON t (a)",
        "CREATE SEQUENCE IF NOT EXISTS q",
        "CREATE VIEW v AS SELECT 1",
        "CREATE FOREIGN TABLE t (a int) SERVER s",
        "ALTER TABLE IF EXISTS t ADD a int",
        "ALTER TABLE ALL IN TABLESPACE x SET TABLESPACE y",
        "ALTER TABLE p ATTACH PARTITION t DEFAULT",
        "ALTER TABLE t INHERIT u",
        "ALTER TABLE t NO INHERIT u",
        "ALTER TABLE t OF pair",
        "ALTER TABLE t ADD UNIQUE USING INDEX i",
        "ALTER TABLE t ENABLE ALWAYS TRIGGER g",
        "ALTER TABLE t DISABLE RULE r",
        "ALTER INDEX i SET (fillfactor = 9)",
        "ALTER VIEW v OWNER TO bob",
        "COMMENT ON VIEW v IS 'x'",
        "COMMENT ON COLUMN a IS 'x'",
        "COMMENT ON CONSTRAINT c ON DOMAIN d IS 'x'",
        "GRANT SELECT ON t, u TO bob",
        "GRANT SELECT ON ALL TABLES IN SCHEMA s TO bob",
        "GRANT USAGE ON SCHEMA s TO bob",
        "GRANT bob TO eve",
        "INSERT INTO t VALUES (1)",
        "DROP TABLE t",
        "DO 'begin end'"
      })
  void leavesOthersToTheWhole(String sql) {
    assertThat(Subject.of(sql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE OR REPLACE VIEW s.v AS SELECT 1                     | v  | v    | NAMED
          CREATE MATERIALIZED VIEW m AS SELECT 1                     | m  | m    | NAMED
          CREATE TABLE IF NOT EXISTS t (a int)                       | t  | t    | NAMED
          CREATE UNIQUE INDEX i ON ONLY s.t (a)                      | i  | i, t | NAMED
          CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'x'     | f  | f    | NAMED
          CREATE SCHEMA s AUTHORIZATION bob                          | s  | s    | EVERYTHING
          CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA s        | hstore | hstore | EVERYTHING
          ALTER TYPE mood ADD VALUE 'x'                              | '' | mood | NAMED
          ALTER TABLE ONLY p ATTACH PARTITION s.t DEFAULT            | '' | p, t | NAMED
          ALTER TABLE t INHERIT u                                    | '' | t, u | NAMED
          ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u | '' | '' | NAMED
          ALTER FUNCTION f(int, text) OWNER TO bob                   | '' | ''   | NAMED
          ALTER SCHEMA s OWNER TO bob                                | '' | ''   | NAMED
          COMMENT ON SCHEMA s IS 'x'                                 | '' | ''   | NAMED
          GRANT SELECT ON t, u TO bob                                | '' | ''   | NAMED
          SET default_tablespace = pg_default                        | '' | ''   | SETTING
          SET search_path TO a, b                                    | '' | ''   | SETTING
          SET standard_conforming_strings = on                       | '' | ''   | SETTING
          SELECT pg_catalog.set_config('search_path', '', false)     | '' | ''   | SETTING
          """)
  void knowsWhatAStatementMeansToOthers(String sql, String made, String changed, Reach reach) {
    var head = Head.of(piece(sql)).orElseThrow();
    assertThat(head.made()).isEqualTo(made);
    assertThat(String.join(", ", head.changed())).isEqualTo(changed);
    assertThat(head.reach()).isEqualTo(reach);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE TABLE s.t (a int)                               | s
          CREATE TABLE t (a s.mood)                              | ''
          SET search_path = "A", '$user', public                 | a user public
          SELECT set_config('search_path', 'a, "B"', false)      | a b
          """)
  void knowsTheSchemasThatAStatementIsAbout(String sql, String schemas) {
    assertThat(Head.of(piece(sql)).orElseThrow().schemas())
        .containsExactlyInAnyOrder(schemas.isEmpty() ? new String[0] : schemas.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE CAST (a AS b) WITH INOUT",
        "CREATE OPERATOR <-| (FUNCTION = f)",
        "CREATE OPERATOR CLASS c DEFAULT FOR TYPE t USING btree AS OPERATOR 1 <",
        "CREATE COLLATION c (locale = 'x')",
        "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION f()",
        "CREATE PUBLICATION p FOR ALL TABLES",
        "CREATE TEMP TABLE t (a int)",
        "CREATE SCHEMA s CREATE TABLE t (a int)",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO bob",
        "ALTER TABLE t RENAME TO u",
        "ALTER TABLE t SET SCHEMA s",
        "ALTER TABLE t DROP COLUMN a, OWNER TO bob",
        "ALTER TABLE ALL IN TABLESPACE x SET TABLESPACE y",
        "ALTER EXTENSION e UPDATE",
        "GRANT SELECT ON ALL TABLES IN SCHEMA s TO bob",
        "GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA s TO bob",
        "GRANT bob TO eve",
        "DROP TABLE t",
        "INSERT INTO t VALUES (1)",
        "SELECT f()",
        "SELECT set_config('search_path', '', true)",
        "SELECT set_config('role', 'bob', false)",
        "SELECT set_config('search_path', f(), false), f()",
        "DO 'begin end'",
        "SET LOCAL search_path = s",
        "SET standard_conforming_strings = off",
        "SET ROLE bob",
        "SET SESSION AUTHORIZATION bob",
        "RESET ALL"
      })
  void doesNotTrustOthers(String sql) {
    assertThat(Head.of(piece(sql))).isEmpty();
  }

  @Test
  void tellsWhatIsNewAndWhatIsGone() {
    assertThat(edit("a; b; c", "a; -- x\nb; c").isNothing()).isTrue();
    assertThat(edit("a; b; c", "a; x; c; y").added()).containsExactlyInAnyOrder(1, 3);
    assertThat(edit("a; b; b", "b; a; b").isNothing()).as("changed places").isFalse();
    assertThat(edit("a; b; b", "a; b").isNothing()).as("comes once less").isFalse();
  }

  @Test
  void isAboutTablesIfAllThatChangedIs() {
    var table = "CREATE TABLE t (a int);";
    assertThat(edit(table, table + "CREATE TABLE u (a int)").isAboutTables()).isTrue();
    assertThat(edit(table + "CREATE VIEW v AS TABLE t", table).isAboutTables()).isFalse();
    assertThat(edit(table, table + "SET search_path = s").isAboutTables()).isFalse();
  }

  @Test
  void findsWordsWhereverTheyStand() {
    var statements =
        List.of(
            "CREATE VIEW \"V\" AS SELECT $$x$$",
            "CREATE FUNCTION f() RETURNS int AS $b$select T.a from t$b$",
            "CREATE TABLE w (a _t[])",
            "CREATE VIEW w2 AS TABLE \"Two Words\"",
            "COMMENT ON TABLE u IS 'not t'");
    var words = Words.in(statements).orElseThrow();
    assertThat(words.mentioning(Set.of("t"))).containsExactly(1, 2);
    assertThat(words.mentioning(Set.of("v", "x", "u"))).containsExactly(0, 4);
    assertThat(words.mentioning(Set.of("two words"))).containsExactly(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM U&\"\\0074\"",
        "SELECT nextval(E'\\x74')",
        "SELECT a_name_of_more_than_sixty_two_letters_which_postgresql_would_cut_off",
        "SELECT äußerstunverständlich"
      })
  void doesNotTrustNamesThatAreSpelledOtherwise(String statement) {
    assertThat(Words.in(List.of(statement))).isEmpty();
  }

  private static Piece piece(String sql) {
    return SqlSource.of("", sql, new ArrayList<>()).pieces().getFirst();
  }

  private static Edit edit(String before, String after) {
    var problems = new ArrayList<Problem>();
    var statements = SqlSource.of("", before, problems).pieces().stream().map(Piece::text).toList();
    return Edit.between(statements, SqlSource.of("", after, problems).pieces());
  }
}
