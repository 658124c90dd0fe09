package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Section marks.
class SectionsTest {
  private static final String HEAD = "-- revisor:revision a\n";

  private record Case(String name, String sections, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case names(String name, String sections, String... problems) {
    return new Case(name, sections, List.of(problems));
  }

  @ParameterizedTest
  @MethodSource
  void namesWhatIsWrong(Case example) {
    assertThat(ScriptReader.read(HEAD + example.sections))
        .isInstanceOfSatisfying(
            ScriptReader.Result.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .map(ScriptProblem::toString)
                    .isEqualTo(example.problems));
  }

  static Stream<Case> namesWhatIsWrong() {
    return Stream.of(
        names("no upgrade", "", "1:1: the section mark '-- revisor:upgrade' is missing"),
        names(
            "two of a kind",
            "-- revisor:upgrade\n-- revisor:downgrade\n-- revisor:upgrade\n-- revisor:downgrade",
            "4:1: a file has one upgrade section; the first is on line 2",
            "5:1: a file has one downgrade section; the first is on line 3"),
        names(
            "a downgrade of what is irreversible",
            "-- revisor:upgrade\n-- revisor:irreversible a\n-- revisor:downgrade\n",
            "3:1: a file is irreversible or has a downgrade section, which is on line 4"),
        names(
            "irreversible without a reason",
            "-- revisor:upgrade\n-- revisor:irreversible\n",
            "3:1: 'revisor:irreversible' must give a reason"),
        names(
            "irreversible twice",
            "-- revisor:upgrade\n-- revisor:irreversible a\n-- revisor:irreversible b\n",
            "4:1: 'revisor:irreversible' is given twice"),
        names(
            "SQL without a section",
            "-- revisor:upgrade\n-- revisor:irreversible a\nSELECT 1; SELECT 2;\n",
            "4:1: SQL comes after '-- revisor:irreversible' and is part of no section"),
        names(
            "a header line in a section",
            "-- revisor:upgrade\n-- revisor:message a\nSELECT 1\n-- revisor:labels a\n;",
            "3:1: the header line 'revisor:message' comes after the first section mark",
            "5:1: the header line '-- revisor:labels' stands within a statement"),
        names(
            "a mark behind something",
            "-- revisor:upgrade\nSELECT 1; -- revisor:downgrade\nDROP TABLE t;",
            "3:11: '-- revisor:downgrade' must stand alone on its line"),
        names(
            "an unknown option",
            "-- revisor:upgrade transaction=off lock=1\n",
            "2:20: unknown option 'transaction=off'; known are transaction=none",
            "2:20: unknown option 'lock=1'; known are transaction=none"),
        names(
            "a misspelt mark within a statement",
            "-- revisor:upgrade\nSELECT 1\n-- revisor:downgrad\nDROP",
            "4:1: unknown directive 'revisor:downgrad'; did you mean 'downgrade'?"),
        names(
            "an allowance without a rule",
            "-- revisor:upgrade\n-- revisor:allow\n",
            "3:1: 'revisor:allow' must name a rule: -- revisor:allow RULE reason"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '\n-- revisor:downgrade\n';",
        "SELECT E'\\'\n-- revisor:downgrade\n';",
        "SELECT \"\n-- revisor:downgrade\n\";",
        "DO $$\n-- revisor:downgrade\n$$;",
        "/*\n-- revisor:downgrade\n*/",
        "-- -- revisor:downgrade\n",
        "COPY t FROM stdin;\n-- revisor:downgrade\n\\.\n"
      })
  void takesNothingForAMarkThatIsQuotedOrData(String sql) {
    var script = Splitting.script(HEAD + "-- revisor:upgrade\n" + sql);
    assertThat(script.downgrade()).isEqualTo(new Downgrade.Missing());
  }

  @Test
  void endsAStatementAtAMark() {
    var file = HEAD + "-- revisor:upgrade\nSELECT 1\n  -- revisor:downgrade\nSELECT 2";
    var script = Splitting.script(file);
    var downgrade = ((Downgrade.Sql) script.downgrade()).section();
    assertThat(Splitting.statements(file, script.upgrade(), Variables.none()))
        .extracting(Statement::text)
        .containsExactly("SELECT 1");
    assertThat(Splitting.statements(file, downgrade, Variables.none()))
        .extracting(Statement::text, Statement::position)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("SELECT 2", new Position(5, 1)));
  }

  @Test
  void continuesNoStringAcrossAMark() {
    var file = HEAD + "-- revisor:upgrade\nSELECT E'a'\n-- revisor:downgrade\n'\\'; SELECT 2";
    var downgrade = ((Downgrade.Sql) Splitting.script(file).downgrade()).section();
    assertThat(Splitting.statements(file, downgrade, Variables.none()))
        .extracting(Statement::text)
        .containsExactly("'\\'", "SELECT 2");
  }

  @Test
  void keepsTheReasonOfWhatIsIrreversible() {
    var script =
        Splitting.script(HEAD + "-- revisor:upgrade\n-- revisor:irreversible data lost \n");
    assertThat(script.downgrade())
        .isEqualTo(new Downgrade.Irreversible("data lost", new Position(3, 1)));
  }

  @Test
  void tellsAnEmptyDowngradeFromNone() {
    assertThat(Splitting.script(HEAD + "-- revisor:upgrade\n-- revisor:downgrade").downgrade())
        .isInstanceOf(Downgrade.Sql.class);
    assertThat(Splitting.script(HEAD + "-- revisor:upgrade\n").downgrade())
        .isInstanceOf(Downgrade.Missing.class);
  }

  @Test
  void takesSectionsInAnyOrder() throws IOException {
    var file = HEAD + "-- revisor:downgrade\nb;\n-- revisor:upgrade transaction=none\na;\n";
    var script = Splitting.script(file);
    assertThat(script.upgrade().mode()).isEqualTo(TransactionMode.NONE);
    assertThat(script.upgrade().read(new StringReader(file))).isEqualTo("a;\n");
    assertThat(((Downgrade.Sql) script.downgrade()).section().read(new StringReader(file)))
        .isEqualTo("b;\n");
  }

  @Test
  void letsAllowancesPass() {
    var file =
        """
        -- revisor:revision a
        -- revisor:allow whole-file
        -- revisor:upgrade
        DROP TABLE t; -- revisor:allow drop-table it is empty
        ALTER TABLE u
          -- revisor:allow  drop-column   unused since May
          DROP COLUMN c;
        COPY t FROM stdin; -- revisor:allow x
        \\.
        -- revisor:downgrade
        -- revisor:allow y
        """;
    var script = Splitting.script(file);
    assertThat(script.allowances())
        .containsExactly(new Allowance("whole-file", "", new Position(2, 1)));
    assertThat(script.upgrade().allowances())
        .containsExactly(
            new Allowance("drop-table", "it is empty", new Position(4, 15)),
            new Allowance("drop-column", "unused since May", new Position(6, 3)),
            new Allowance("x", "", new Position(8, 20)));
    assertThat(((Downgrade.Sql) script.downgrade()).section().allowances())
        .containsExactly(new Allowance("y", "", new Position(11, 1)));
  }

  @Test
  void refusesMarksInTextThatIsAllOfOneSection() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Splitting.texts("SELECT 1;\n" + "-- revisor:upgrade\n".repeat(50_000)))
        .isInstanceOf(ScriptException.class)
        .hasMessage("2:1: 'revisor:upgrade' stands within a section");
  }
}
