package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignSqlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT a[b:c] FROM t;|SELECT a[b\\:c] FROM t;",
        "SELECT a[1:2], b::int, c := 1;|SELECT a[1:2], b::int, c := 1;",
        "SELECT ':x', \":x\", $$ :x $$ -- :x|SELECT ':x', \":x\", $$ :x $$ -- :x",
        "SELECT :'x';|SELECT \\:'x';",
      })
  void escapesWhatAScriptWouldTakeForAVariable(String written, String text) {
    assertThat(of(written).text()).isEqualTo(text);
  }

  @Test
  void defusesCommentsThatSpeakToRevisor() {
    assertThat(of("-- revisor:upgrade\nSELECT 1;").text())
        .isEqualTo("-- | revisor:upgrade\nSELECT 1;");
  }

  @Test
  void leavesCopyDataAlone() {
    var written = "COPY t FROM stdin;\n:a\t'\n\\.\nSELECT a[b:c];\n";
    assertThat(of(written).text()).isEqualTo(written.replace("b:c", "b\\:c"));
  }

  @Test
  void dropsATransactionAroundEverything() {
    var plain = of("-- all\nBEGIN;\nSELECT 1;\nCOMMIT;\n");
    assertThat(plain.text()).isEqualTo("-- all\n\nSELECT 1;\n\n");
    assertThat(plain.mode()).isEqualTo(TransactionMode.REVISION);
    assertThat(plain.statements()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;",
        "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT;",
        "CREATE INDEX CONCURRENTLY i ON t (a);",
        "VACUUM t;",
        "ALTER TYPE s.mood ADD VALUE IF NOT EXISTS 'x';",
      })
  void runsOutsideATransactionWhereItMust(String written) {
    assertThat(of(written).mode()).isEqualTo(TransactionMode.NONE);
    assertThat(of(written).text()).isEqualTo(written);
  }

  @Test
  void commentsOutWhatPgDumpRestricts() {
    assertThat(of("\\restrict abc\nSELECT 1;\n\\unrestrict abc\n").text())
        .isEqualTo("-- \\restrict abc\nSELECT 1;\n-- \\unrestrict abc\n");
  }

  @Test
  void reportsPsqlCommandsWhereTheyStand() {
    var found = ForeignSql.of("SELECT 1;\n  \\i other.sql\n", new Position(7, 1)).problems();
    assertThat(found).singleElement().satisfies(p -> assertThat(p.toString()).startsWith("8:3: "));
  }

  @Test
  void tellsWhatIsQuoted() {
    var text = "SELECT '1', \"2\", $$3$$; -- '4'\nCOPY t FROM stdin;\n5\n\\.\n6";
    var quoted = ForeignSql.verbatim(text);
    var found = text.chars().filter(c -> Character.isDigit(c) && quoted.get(text.indexOf(c)));
    assertThat(found.mapToObj(Character::toString).toList()).containsExactly("1", "2", "3", "5");
  }

  private static ForeignSql of(String written) {
    return ForeignSql.of(written, Position.START);
  }
}
