package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
  private static List<String> missing(String... statements) {
    var roles = new Roles();
    for (var statement : statements) {
      roles.read(statement);
    }
    return List.copyOf(roles.missing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GRANT SELECT ON t TO app | app",
        "GRANT SELECT (a, b), UPDATE ON t, u TO app, GROUP \"Two\" WITH GRANT OPTION | Two, app",
        "GRANT USAGE ON SCHEMA s TO app GRANTED BY boss | app, boss",
        "GRANT SELECT ON t TO PUBLIC, CURRENT_USER, pg_monitor | ``",
        "GRANT a, b TO c WITH ADMIN OPTION | a, b, c",
        "REVOKE ALL ON t FROM app | app",
        "REVOKE ADMIN OPTION FOR a FROM b | a, b",
        "ALTER TABLE public.t OWNER TO App | app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE a, b IN SCHEMA s GRANT SELECT ON TABLES TO c | a, b, c",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC, d | d",
        "CREATE POLICY p ON t FOR SELECT TO app, other USING (a = b) | app, other",
        "CREATE POLICY p ON t USING (f(a) = 'x') | ``",
        "ALTER POLICY p ON t RENAME TO q | ``",
        "CREATE SCHEMA s AUTHORIZATION app | app",
        "CREATE SCHEMA AUTHORIZATION app | app",
        "SET ROLE app | app",
        "SET SESSION AUTHORIZATION 'app' | ``",
        "SET SESSION AUTHORIZATION DEFAULT | ``",
        "CREATE USER MAPPING FOR app SERVER s | app",
        "REASSIGN OWNED BY a TO b | a, b",
        "DROP OWNED BY a, b | a, b",
        "ALTER SEQUENCE s OWNED BY t.id | ``",
        "ALTER ROLE app SET search_path = x | app",
        "COMMENT ON ROLE app IS 'x' | app",
        "ALTER TABLE t RENAME TO u | ``",
        "CREATE TABLE t (role text, owner text) | ``",
        "COPY t TO stdout | ``",
        "INSERT INTO t SELECT 1 | ``",
        "GRANT | ``",
      })
  void namesTheRolesOfAStatement(String statement, String roles) {
    assertThat(String.join(", ", missing(statement))).isEqualTo(roles);
  }

  @Test
  void leavesOutThoseThatTheStatementsMake() {
    assertThat(
            missing(
                "CREATE ROLE one",
                "DO $$ BEGIN CREATE USER two; END $$",
                "DO 'BEGIN CREATE GROUP three; END'",
                "GRANT SELECT ON t TO one, two, three, four"))
        .containsExactly("four");
  }
}
