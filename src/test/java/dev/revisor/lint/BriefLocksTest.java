package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BriefLocksTest {
  private static final String SEVERAL =
      "ALTER TABLE t ALTER COLUMN a DROP NOT NULL;\nALTER TABLE u ALTER COLUMN a DROP NOT NULL;\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT 1                                              | SELECT 1                            | true
          ALTER TABLE v VALIDATE CONSTRAINT k                   | SELECT 1                            | false
          ALTER DOMAIN d VALIDATE CONSTRAINT k                  | SELECT 1                            | false
          alter table v validate /* it */ constraint k          | SELECT 1                            | false
          COMMENT ON TABLE t IS ' VALIDATE CONSTRAINT '         | SELECT 1                            | true
          ALTER TABLE v ADD k int DEFAULT length(' VALIDATE CONSTRAINT ') | SELECT 1                  | true
          SELECT 1 -- a VALIDATE CONSTRAINT later               | SELECT 1                            | true
          SELECT 1                                              | ALTER TABLE v VALIDATE CONSTRAINT k | true
          ALTER TABLE v ALTER COLUMN a TYPE bigint              | SELECT 1                            | false
          """)
  void areThoseOfSectionsThatNeitherReadNorWriteRows(String up, String down, boolean brief) {
    var sections =
        "-- revisor:upgrade\n" + SEVERAL + up + ";\n-- revisor:downgrade\n" + down + ";\n";
    assertThat(BriefLocks.allowance(sections).startsWith("-- revisor:allow several-locks"))
        .isEqualTo(brief);
  }

  @ParameterizedTest
  @CsvSource({"SELECT 1", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL"})
  void needNoAllowanceWhereOneTableIsLocked(String up) {
    assertThat(
            BriefLocks.allowance(
                "-- revisor:upgrade\n" + up + ";\n-- revisor:downgrade\nSELECT 1;\n"))
        .isEmpty();
  }
}
