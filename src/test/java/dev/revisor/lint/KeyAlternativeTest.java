package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lint proposes in place of a key whose index is built under a lock.
class KeyAlternativeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PRIMARY KEY (a) | CREATE UNIQUE INDEX CONCURRENTLY k ON t (a);
          UNIQUE (a, b) | CREATE UNIQUE INDEX CONCURRENTLY k ON t (a, b);
          PRIMARY KEY (a, r WITHOUT OVERLAPS) | a new table that has the constraint
          UNIQUE (a, r without  overlaps) | a new table that has the constraint
          PRIMARY KEY (a, without, overlaps) | CREATE UNIQUE INDEX CONCURRENTLY k ON t (a, without, overlaps);
          """)
  void isAnIndexThatTheConstraintCanTake(String key, String alternative) {
    var lints = new Lints();
    lints.revision("r1", "", "-- revisor:upgrade\nCREATE TABLE t (a int, b int, r daterange);");
    lints.revision("r2", "r1", "-- revisor:upgrade\nALTER TABLE t ADD CONSTRAINT k " + key + ";");
    assertThat(lints.findings("r2"))
        .filteredOn(finding -> finding.rule().id().endsWith("-direct"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.alternative()).contains(alternative));
  }
}
