package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which COPY has inline data, and where they end.
class CopyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t FROM stdin",
        "copy t from stdin",
        "COPY t FROM STDIN WITH (FORMAT csv, HEADER)",
        "COPY t FROM STDIN (FORMAT csv)",
        "COPY t FROM stdin WITH CSV HEADER DELIMITER ';'",
        "COPY BINARY t FROM stdin",
        "COPY public.\"from\" (a, \"to\") FROM stdin",
        "COPY public.from (a, b) FROM stdin",
        "COPY \"a;b\" FROM /* from 'file' */ -- to\n STDIN",
        "COPY t FROM stdin WHERE a > 1",
        "COPY t FROM stdout",
        "COPY t (c01, c02, c03, c04, c05, c06, c07, c08, c09, c10, c11, c12, c13, c14, c15)"
            + " FROM stdin"
      })
  void takesTheLinesBehindItForData(String copy) {
    var statements = Splitting.statements(copy + ";\n1;'\n\\.\nSELECT 2;", Variables.none());
    assertThat(statements).extracting(Statement::text).containsExactly(copy, "SELECT 2");
    assertThat(statements)
        .extracting(Statement::kind)
        .containsExactly(StatementKind.COPY_FROM_STDIN, StatementKind.ORDINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY t FROM '/tmp/stdin'",
        "COPY t FROM PROGRAM 'cat stdin'",
        "COPY t TO '/tmp/file'",
        "COPY (SELECT a FROM stdin) TO '/tmp/file'",
        "COPY t TO PROGRAM 'cat'",
        "SELECT a FROM stdin",
        "CREATE TABLE copy AS SELECT a FROM stdin",
        "COPY t FROM \"stdin\""
      })
  void takesOtherStatementsAsTheyAre(String sql) {
    var statements = Splitting.statements(sql + ";\nSELECT 2;", Variables.none());
    assertThat(statements).extracting(Statement::text).containsExactly(sql, "SELECT 2");
    assertThat(statements).extracting(Statement::kind).containsOnly(StatementKind.ORDINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1\tit's\n2\t\"\n",
        "\\N\t\\\\.\n\\\\\n",
        "\\.\\.\n \\.\n\\. \n.\n",
        "-- revisor:downgrade\n\\copy\n:name :'name'\n/* \n",
        "\n\n\n",
        "\"a\n\n;\",b\n",
        "表\t😀\n"
      })
  void givesTheDataAsTheyAre(String lines) throws IOException {
    for (var data : new String[] {lines, lines.replace("\n", "\r\n")}) {
      var end = data.contains("\r") ? "\\.\r\n" : "\\.\n";
      assertThat(dataOf("COPY t FROM stdin; -- them\n" + data + end + "SELECT 2;")).isEqualTo(data);
    }
  }

  @Test
  void endsTheDataWithTheEndOfTheFileBehindTheirMark() throws IOException {
    assertThat(dataOf("COPY t FROM stdin;\n1\n\\.")).isEqualTo("1\n");
    assertThat(dataOf("COPY t FROM stdin;\n1\n\\.\r\n")).isEqualTo("1\n");
    assertThat(dataOf("COPY t FROM stdin;\r\n1\r\n\\.\r\n")).isEqualTo("1\r\n");
  }

  @Test
  void skipsDataThatNobodyReads() throws IOException {
    var reader = StatementReader.of("COPY t FROM stdin;\n1\n2\n\\.\n  SELECT 2;", Variables.none());
    reader.next();
    reader.data().read();
    assertThat(reader.next().orElseThrow().position()).isEqualTo(new Position(5, 3));
    assertThatThrownBy(reader::data).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsWhereADataLineIs() throws IOException {
    var reader = StatementReader.of("\n\nCOPY t\nFROM stdin;\n1\n2\n\\.\n", Variables.none());
    reader.next();
    assertThat(reader.data().positionOfLine(1)).isEqualTo(new Position(5, 1));
    assertThat(reader.data().positionOfLine(2)).isEqualTo(new Position(6, 1));
  }

  @Test
  void failsInTheMiddleOfDataThatDoNotEnd() throws IOException {
    var reader = StatementReader.of("COPY t FROM stdin;\n1\n2\n", Variables.none());
    reader.next();
    assertThatThrownBy(() -> reader.data().transferTo(new StringWriter()))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("1:1: the data of this COPY … FROM stdin do not end");
  }

  private static String dataOf(String sql) throws IOException {
    var reader = StatementReader.of(sql, Variables.none());
    reader.next();
    var written = new StringWriter();
    reader.data().transferTo(written);
    assertThat(reader.data().read()).isEqualTo(-1);
    reader.next();
    return written.toString();
  }
}
