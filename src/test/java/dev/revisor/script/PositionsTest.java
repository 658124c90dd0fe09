package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// From a character that the server names back to the file.
class PositionsTest {
  private static Position at(Statement statement, String needle) {
    var index = statement.text().indexOf(needle);
    return statement.positionAt(statement.text().codePointCount(0, index) + 1);
  }

  @Test
  void countsCharactersNotBytesNorCodeUnits() {
    var statement =
        Splitting.statements("-- é\n  SELECT '😀é', '\t', x;", Variables.none()).getFirst();
    assertThat(statement.position()).isEqualTo(new Position(2, 3));
    assertThat(statement.positionAt(1)).isEqualTo(new Position(2, 3));
    assertThat(at(statement, "x")).isEqualTo(new Position(2, 21));
  }

  @Test
  void countsLinesOfEveryKind() {
    var sql = "SELECT 1;\r\n\rSELECT\n2,\r\n3,\r4;\n5";
    var statements = Splitting.statements(sql, Variables.none());
    assertThat(statements)
        .extracting(Statement::position)
        .containsExactly(new Position(1, 1), new Position(3, 1), new Position(7, 1));
    assertThat(at(statements.get(1), "2")).isEqualTo(new Position(4, 1));
    assertThat(at(statements.get(1), "3")).isEqualTo(new Position(5, 1));
    assertThat(at(statements.get(1), "4")).isEqualTo(new Position(6, 1));
  }

  @Test
  void leavesTheByteOrderMarkOut() {
    var file = "\uFEFF-- revisor:revision a\n-- revisor:upgrade\nSELECT 1;";
    var script = Splitting.script(file);
    assertThat(script.header().revision()).isEqualTo(new Located<>("a", new Position(1, 21)));
    assertThat(Splitting.statements(file, script.upgrade(), Variables.none()))
        .extracting(Statement::position)
        .containsExactly(new Position(3, 1));
  }

  @Test
  void findsTheWayBackAcrossVariables() {
    var values = Variables.of(Map.of("long", "a\nb, '😀'", "s", "", "i", "q\"q"));
    var sql = "SELECT :long,\n  :'s', :\"i\" + x[1\\:2],\n y, :s z";
    var statement = Splitting.statements(sql, values).getFirst();
    assertThat(statement.text())
        .isEqualTo("SELECT a\nb, '😀',\n  '', \"q\"\"q\" + x[1:2],\n y,  z");
    assertThat(at(statement, "a\nb")).isEqualTo(new Position(1, 8));
    assertThat(at(statement, "b, ")).isEqualTo(new Position(1, 8));
    assertThat(at(statement, ",\n")).isEqualTo(new Position(1, 13));
    assertThat(at(statement, "''")).isEqualTo(new Position(2, 3));
    assertThat(at(statement, "\"q\"")).isEqualTo(new Position(2, 9));
    assertThat(at(statement, "+")).isEqualTo(new Position(2, 14));
    assertThat(at(statement, ":2")).isEqualTo(new Position(2, 19));
    assertThat(at(statement, "2]")).isEqualTo(new Position(2, 21));
    assertThat(at(statement, "y")).isEqualTo(new Position(3, 2));
    assertThat(at(statement, "z")).isEqualTo(new Position(3, 8));
  }

  @Test
  void staysAtTheEndOfTheTextBeyondIt() {
    var statement = Splitting.statements("\nSELECT 1", Variables.none()).getFirst();
    assertThat(statement.positionAt(9)).isEqualTo(new Position(2, 9));
    assertThat(statement.positionAt(1000)).isEqualTo(new Position(2, 9));
    assertThat(statement.positionAt(0)).isEqualTo(new Position(2, 1));
  }

  @Test
  void goesOnBehindDataAndOverManyBuffers() {
    var data = "1\t表\n".repeat(20_000);
    var sql =
        "SELECT 1;\nCOPY t FROM stdin;\n" + data + "\\.\n SELECT 3;" + " ".repeat(99_999) + "x";
    assertThat(Splitting.statements(sql, Variables.none()))
        .extracting(Statement::position)
        .containsExactly(
            new Position(1, 1),
            new Position(2, 1),
            new Position(20_004, 2),
            new Position(20_004, 100_010));
  }
}
