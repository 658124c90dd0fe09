package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// psql's variables.
class VariablesTest {
  private static final Variables VALUES =
      Variables.of(
          Map.of(
              "name", "acme",
              "quote", "it's",
              "backslash", "a\\b'c",
              "identifier", "a\"b",
              "empty", "",
              "list", "1, 'a;b', (2)",
              "été", "y",
              "_1", "x",
              "two", "1; DROP TABLE t"));

  private record Case(String written, String sent) {}

  @ParameterizedTest
  @MethodSource
  void putsTheValueIn(Case example) {
    assertThat(Splitting.statements(example.written + ";", VALUES))
        .extracting(Statement::text)
        .containsExactly(example.sent);
  }

  static Stream<Case> putsTheValueIn() {
    return Stream.of(
        new Case("SELECT :'name'", "SELECT 'acme'"),
        new Case("SELECT :'quote'", "SELECT 'it''s'"),
        new Case("SELECT :'backslash'", "SELECT  E'a\\\\b''c'"),
        new Case("SELECT :'empty'", "SELECT ''"),
        new Case("SELECT :'été', :_1", "SELECT 'y', x"),
        new Case("SELECT :\"identifier\"", "SELECT \"a\"\"b\""),
        new Case("SELECT a_:name.b", "SELECT a_acme.b"),
        new Case("SELECT (:list)", "SELECT (1, 'a;b', (2))"),
        new Case("SELECT :empty 1", "SELECT  1"),
        new Case("SELECT 1:::name", "SELECT 1::acme"),
        new Case("SELECT a[:name:2]", "SELECT a[acme:2]"),
        new Case("CREATE SCHEMA :\"name\"", "CREATE SCHEMA \"acme\""),
        new Case("SELECT a[1\\:name]", "SELECT a[1:name]"),
        new Case("SELECT a[x \\: :name]", "SELECT a[x : acme]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a::name, f(b:=name), a[1:2], a[:2], a[1: name]",
        "SELECT ':name', E'\\':name', \":name\", $$:name :'name'$$, $a$:\"name\"$a$",
        "SELECT 1 -- :name\n, 2 /* :'name' */ + 3",
        "SELECT :'2', a[1:'no name'], :\"\", :''",
        "SELECT a ? ':', b @> '{\"c\":name}'",
        "SELECT '\\:'"
      })
  void leavesOtherColonsAlone(String sql) {
    assertThat(Splitting.statements(sql, VALUES)).extracting(Statement::text).containsExactly(sql);
  }

  @Test
  void leavesDataAlone() throws IOException {
    var reader = StatementReader.of("COPY :\"name\" FROM stdin;\n:name\n\\.\n", VALUES);
    assertThat(reader.next().orElseThrow().text()).isEqualTo("COPY \"acme\" FROM stdin");
    var written = new java.io.StringWriter();
    reader.data().transferTo(written);
    assertThat(written).hasToString(":name\n");
  }

  @Test
  void leavesAllAsItIsWrittenWhenAsked() throws IOException {
    var file = "-- revisor:revision a\n-- revisor:upgrade\nSELECT :a, x[1\\:b];";
    var section = Splitting.script(file).upgrade();
    var reader = StatementReader.asWritten(new StringReader(file), section);
    assertThat(reader.next().orElseThrow().text()).isEqualTo("SELECT :a, x[1\\:b]");
  }

  @Test
  void namesEveryUseOfOneWithoutAValue() {
    var file =
        """
        -- revisor:revision a
        -- revisor:upgrade
        SELECT :name, :'other';
        SELECT $$ :none $$, :other;
        -- revisor:downgrade
        SELECT :"third";
        """;
    assertThat(Splitting.script(file).upgrade().unset(VALUES))
        .map(ScriptProblem::toString)
        .containsExactly(
            "3:15: the variable other has no value; give it with -x other=VALUE or in the"
                + " parameters",
            "4:21: the variable other has no value; give it with -x other=VALUE or in the"
                + " parameters; where no variable is meant, write '\\:' or a blank after ':'");
    assertThatThrownBy(() -> Splitting.statements("SELECT :a, :'b'", VALUES))
        .isInstanceOfSatisfying(
            ScriptException.class,
            broken ->
                assertThat(broken.problems())
                    .map(ScriptProblem::position)
                    .containsExactly(new Position(1, 8), new Position(1, 12)));
  }

  private record Raw(String sql, String value, String problem) {}

  @ParameterizedTest
  @MethodSource
  void refusesARawValueThatChangesTheStatement(Raw example) {
    var values = Variables.of(Map.of("v", example.value));
    assertThatThrownBy(() -> Splitting.statements(example.sql, values))
        .isInstanceOf(ScriptException.class)
        .hasMessage(example.problem);
  }

  static Stream<Raw> refusesARawValueThatChangesTheStatement() {
    var quote =
        "1:8: the value of the variable v ends within a quote or a comment; it cannot be put in as"
            + " it is";
    var several = "1:1: with the values of its variables this is no longer one statement";
    return Stream.of(
        new Raw("SELECT :v, 'a'", "'", quote),
        new Raw("SELECT :v", "1 /*", quote),
        new Raw("SELECT :v", "1 -- a", quote),
        new Raw("SELECT :v", "$$a", quote),
        new Raw("SELECT :v", "1; DROP TABLE t", several),
        new Raw("SELECT :v", "1;", several),
        new Raw("SELECT :v", "(1", several),
        new Raw(":v", "", several),
        new Raw("COPY t :v stdin;\n", "FROM", several),
        new Raw("SELECT :v", "\\d", several),
        new Raw("SELECT :v", "a\0", "1:8: the value of the variable v holds the character U+0000"));
  }

  @Test
  void takesTheKindFromWhatIsSent() {
    var values = Variables.of(Map.of("what", "CONCURRENTLY", "end", "COMMIT"));
    assertThat(Splitting.statements("CREATE INDEX :what ON t (a); :end", values))
        .extracting(Statement::kind)
        .containsExactly(StatementKind.OUTSIDE_TRANSACTION, StatementKind.COMMIT);
  }

  @Test
  void checksAWholeSectionBeforeAnythingRuns() throws IOException {
    var file = "-- revisor:revision a\n-- revisor:upgrade\nSELECT :two;\nSELECT :a;\n";
    var section = Splitting.script(file).upgrade();
    assertThat(StatementReader.check(new StringReader(file), section, VALUES))
        .map(ScriptProblem::position)
        .containsExactly(new Position(3, 1), new Position(4, 8));
  }

  @Test
  void acceptsOnlyNamesThatAScriptCanSpell() {
    assertThat(List.of("a", "_", "A1", "été")).allMatch(Variables::isName);
    assertThat(List.of("", "1a", "a-b", "a b", "a.b", "a$", "\0")).noneMatch(Variables::isName);
    assertThatThrownBy(() -> Variables.of(Map.of("a-b", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
