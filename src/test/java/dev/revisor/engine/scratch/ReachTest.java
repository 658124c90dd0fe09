package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "CREATE ROLE x | CREATE ROLE",
        "create  /* a */ user x | CREATE USER",
        "CREATE GROUP g | CREATE GROUP",
        "ALTER ROLE x SET a = 1 | ALTER ROLE",
        "ALTER DATABASE shop SET search_path = app | ALTER DATABASE",
        "DROP DATABASE x | DROP DATABASE",
        "CREATE TABLESPACE t LOCATION '/x' | CREATE TABLESPACE",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p | CREATE SUBSCRIPTION",
        "ALTER SYSTEM SET a = 1 | ALTER SYSTEM",
        "REASSIGN OWNED BY a TO b | REASSIGN OWNED",
        "DROP OWNED BY a | DROP OWNED",
        "GRANT app TO bob | GRANT of a role",
        "REVOKE ADMIN OPTION FOR app FROM bob | REVOKE of a role",
        "GRANT CONNECT ON DATABASE shop TO app | GRANT ON DATABASE",
        "GRANT SET ON PARAMETER work_mem TO app | GRANT ON PARAMETER",
        "COMMENT ON ROLE app IS 'x' | COMMENT ON ROLE",
        "COPY t FROM PROGRAM 'ls' | COPY … PROGRAM",
        "copy (select 1 from t) to program 'x' | COPY … PROGRAM",
        "COPY t (a, b) TO '/tmp/x' | COPY of a server's file",
        "SELECT dblink_connect('x') | dblink_connect",
        "CREATE MATERIALIZED VIEW v AS SELECT * FROM public.dblink('x', 'y') AS t (a int) | dblink",
        "INSERT INTO t SELECT pg_terminate_backend(1) | pg_terminate_backend",
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles) THEN CREATE ROLE app; END IF; END $$ | CREATE ROLE",
        "DO LANGUAGE plpgsql 'BEGIN EXECUTE ''ALTER ROLE a LOGIN''; END' | ALTER ROLE",
        "DO $a$ BEGIN EXECUTE format($b$GRANT %I TO %I$b$, 'a', 'b'); END $a$ | GRANT of a role",
        "DO $$ BEGIN PERFORM dblink_exec('x', 'y'); END $$ | dblink_exec",
      })
  void refusesWhatReachesBeyondTheDatabase(String statement, String words) {
    assertThat(Reach.beyond(statement)).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CREATE TABLE role (id int)",
        "CREATE USER MAPPING FOR x SERVER s",
        "DROP USER MAPPING FOR x SERVER s",
        "ALTER TABLE t OWNER TO x",
        "COPY t FROM stdin",
        "COPY (SELECT 'to program' FROM t) TO STDOUT",
        "DROP TABLE owned",
        "GRANT SELECT ON t TO x",
        "GRANT EXECUTE ON FUNCTION dblink(text) TO x",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT SELECT ON TABLES TO b",
        "COMMENT ON TABLE t IS 'on database x'",
        "INSERT INTO t VALUES ('CREATE ROLE x', 'dblink(')",
        "CREATE EXTENSION dblink",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ SELECT dblink_exec('x') $$",
        "CREATE VIEW v AS SELECT * FROM dblink('x', 'y') AS t (a int)",
        "DO $$ BEGIN PERFORM 1; ALTER TABLE t ADD COLUMN role text; END $$",
        "CREATE POLICY p ON t TO app USING (true)",
        "SELECT $$",
        "DO $$",
        "SELECT '",
      })
  void letsTheRestPass(String statement) {
    assertThat(Reach.beyond(statement)).isEmpty();
  }
}
