package dev.revisor.engine.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ROLE x",
        "create  user x",
        "ALTER ROLE x SET a = 1",
        "DROP DATABASE x",
        "CREATE TABLESPACE t LOCATION '/x'",
        "ALTER SYSTEM SET a = 1",
        "REASSIGN OWNED BY a TO b",
        "DROP OWNED BY a",
        "COPY t FROM PROGRAM 'ls'",
        "copy t to program 'x'",
        "SELECT dblink_connect('x')",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p"
      })
  void refusesWhatReachesBeyondTheDatabase(String statement) {
    assertThat(Reach.beyond(statement)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE role (id int)", "CREATE USER MAPPING FOR x SERVER s",
            "ALTER TABLE t OWNER TO x",
        "COPY t FROM stdin", "DROP TABLE owned", "GRANT SELECT ON t TO x"
      })
  void letsTheRestPass(String statement) {
    assertThat(Reach.beyond(statement)).isEmpty();
  }
}
