package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT make_partitions()",
        "CALL make_partitions()",
        "DO $$ BEGIN EXECUTE format('CREATE TABLE p_%s ()', to_char(now(), 'YYYY')); END $$",
        "DO 'BEGIN PERFORM make_partitions(); END'",
        "CREATE TABLE p PARTITION OF t FOR VALUES FROM (CURRENT_DATE) TO (MAXVALUE)",
        "ALTER TABLE t ATTACH PARTITION p FOR VALUES FROM ('today') TO ('tomorrow')",
        "WITH x AS (SELECT make()) SELECT * FROM x",
        "EXECUTE prepared"
      })
  void mayDecide(String statement) {
    assertThat(Moment.decides(statement)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (at timestamptz DEFAULT now(), id uuid DEFAULT gen_random_uuid())",
        "CREATE FUNCTION f() RETURNS date LANGUAGE sql AS 'SELECT CURRENT_DATE'",
        "CREATE TABLE p PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END"
            + " $$",
        "SELECT pg_catalog.set_config('search_path', '', false)",
        "SELECT pg_catalog.setval('s', 7)",
        "INSERT INTO t VALUES (now())",
        "UPDATE t SET at = now()",
        "comment on table t is 'now'"
      })
  void cannotDecide(String statement) {
    assertThat(Moment.decides(statement)).isFalse();
  }
}
