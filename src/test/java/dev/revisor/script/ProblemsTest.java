package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is wrong with SQL, and where.
class ProblemsTest {
  private record Case(String name, String sql, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case names(String name, String sql, String... problems) {
    return new Case(name, sql, List.of(problems));
  }

  @ParameterizedTest
  @MethodSource({"unclosed", "psql", "copy", "conflicts"})
  void namesThePlace(Case example) {
    assertThat(Splitting.problems(example.sql)).isEqualTo(example.problems);
  }

  static Stream<Case> unclosed() {
    return Stream.of(
        names("a string", "SELECT 1;\n  SELECT 'a;\nb", "2:10: this string constant is not closed"),
        names(
            "an E string that ends with a backslash",
            "E'\\",
            "1:1: this string constant is not closed"),
        names("a dollar quote", "DO $a$ $b$ $A$", "1:4: this string constant is not closed"),
        names(
            "a quoted identifier",
            "SELECT é, \"a",
            "1:11: this quoted identifier is not closed: '\"' is missing"),
        names(
            "a comment",
            "/* /* */\n-- revisor:downgrade\n",
            "1:1: this comment is not closed: '*/' is missing"),
        names("a parenthesis", "SELECT (\n(1);\nSELECT 2;", "1:8: this parenthesis is not closed"),
        names(
            "a parenthesis before the next section",
            "SELECT f(1;\n-- revisor:downgrade\nSELECT (2);",
            "1:9: this parenthesis is not closed"),
        names(
            "U+0000 in a string",
            "SELECT 'a\0b';",
            "1:10: the character U+0000 cannot be part of a script"),
        names(
            "U+0000 by itself",
            "SELECT\n\0;",
            "2:1: the character U+0000 cannot be part of a script"));
  }

  static Stream<Case> psql() {
    return Stream.of(
        names(
            "a command",
            "SELECT 1;\n  \\echo it's\nSELECT 2;",
            "2:3: backslash commands of psql are not supported (\\echo); remove it"),
        names(
            "each of them",
            "\\restrict x\n\\set a 1\n\\unrestrict x\n",
            "1:1: backslash commands of psql are not supported (\\restrict); pg_dump writes it; delete"
                + " the line",
            "2:1: backslash commands of psql are not supported (\\set); give variables with -x"
                + " name=value or as the resource's parameters",
            "3:1: backslash commands of psql are not supported (\\unrestrict); pg_dump writes it;"
                + " delete the line"),
        names(
            "a command behind SQL",
            "SELECT 1 \\gexec\n",
            "1:10: backslash commands of psql are not supported (\\gexec); write a DO block with"
                + " EXECUTE"),
        names(
            "\\copy, whose data are no SQL",
            "\\copy t from stdin\n1\tit's\n\\.\nSELECT 'a;\n",
            "1:1: backslash commands of psql are not supported (\\copy); write COPY … FROM stdin; with"
                + " the data behind it, up to a line \\.",
            "4:8: this string constant is not closed"),
        names(
            "the end of data that are none",
            "\\.\n",
            "1:1: backslash commands of psql are not supported (\\.); it ends the data of COPY … FROM"
                + " stdin, and none come before it"),
        names(
            "a semicolon with a backslash",
            "SELECT 1\\; SELECT 2;",
            "1:9: backslash commands of psql are not supported (\\); end each statement with ';'; a"
                + " plain colon is '\\:'"),
        names(
            "the test of a variable",
            "SELECT :{?a};",
            "1:8: ':{?name}' of psql is not supported; a variable must have a value"),
        names(
            "backslashes in quotes are none",
            "SELECT '\\copy', \"\\c\", $$\\c$$ -- \\c\n/* \\c */"));
  }

  static Stream<Case> copy() {
    return Stream.of(
        names(
            "data without an end",
            "SELECT 1;\n COPY t FROM stdin;\n1\n\\. \n-- revisor:downgrade\n",
            "2:2: the data of this COPY … FROM stdin do not end: a line with \\. alone is missing"),
        names(
            "no data",
            "COPY t FROM stdin;",
            "1:1: the data of this COPY … FROM stdin do not end: a line with \\. alone is missing"),
        names(
            "no semicolon",
            "COPY t FROM stdin",
            "1:1: this COPY … FROM stdin has no ';' and no data; a line with \\. ends them"),
        names(
            "something behind it",
            "COPY t FROM stdin; SELECT 'a\nb\n\\.\nSELECT 1;",
            "1:20: nothing may follow COPY … FROM stdin on its line; its data begin on the next line"),
        names(
            "to standard output",
            "COPY t TO stdout;\nCOPY (SELECT 1) TO STDOUT (FORMAT csv);",
            "1:1: COPY … TO stdout has nowhere to go in a script; remove it",
            "2:1: COPY … TO stdout has nowhere to go in a script; remove it"),
        names(
            "U+0000 in the data",
            "COPY t FROM stdin;\na\nb\0\n\\.\n",
            "3:1: the character U+0000 cannot be part of a script"));
  }

  static Stream<Case> conflicts() {
    return Stream.of(
        names(
            "a conflict within a statement",
            "SELECT 1,\n<<<<<<< HEAD\n 2;\n||||||| base\n=======\n it's;\n>>>>>>> other\n",
            "2:1: " + ConflictMarks.CONFLICT,
            "6:4: this string constant is not closed"),
        names(
            "each of two",
            "<<<<<<<\n=======\nSELECT 1;\n>>>>>>> a\r\n<<<<<<< b\n=======\n>>>>>>> c",
            "1:1: " + ConflictMarks.CONFLICT,
            "5:1: " + ConflictMarks.CONFLICT),
        names(
            "what is left of one",
            "SELECT 1;\n=======\n>>>>>>> a\n",
            "2:1: " + ConflictMarks.CONFLICT),
        names(
            "text and operators are none",
            "SELECT '\n<<<<<<< a\n', $$\n=======\n$$, \"\n>>>>>>> b\n\" /*\n=======\n*/\n"
                + "-- a\n--=======\n <<<<<<< 1\n<<<<<<<< 2\n<<<<<< 3\n=======- 4;\n"
                + "COPY t FROM stdin;\n<<<<<<< a\n=======\n>>>>>>> b\n\\.\nSELECT 1;"));
  }

  @Test
  void findsAllOfThemAtOnce() {
    var file =
        """
        -- revisor:revision a b
        -- revisor:revises x,
        -- revisor:upgrade transactoin=none
        \\c other
        COPY t TO stdout;
        -- revisor:downgrad
        DROP TABLE (t;
        """;
    assertThat(ScriptReader.read(file))
        .isInstanceOfSatisfying(
            ScriptReader.Result.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .map(ScriptProblem::toString)
                    .containsExactly(
                        "1:21: a revision id must be 1 to 64 characters of [A-Za-z0-9_.], was 'a b'",
                        "2:22: each of 'revisor:revises' must be 1 to 64 characters of"
                            + " [A-Za-z0-9_.], with commas between, was ''",
                        "3:20: unknown option 'transactoin=none'; did you mean 'transaction=none'?",
                        "4:1: backslash commands of psql are not supported (\\c); a revision runs in"
                            + " the database that it is applied to",
                        "5:1: COPY … TO stdout has nowhere to go in a script; remove it",
                        "6:1: unknown directive 'revisor:downgrad'; did you mean 'downgrade'?",
                        "7:12: this parenthesis is not closed"));
  }

  @Test
  void endsWithAHundredProblems() {
    assertThat(Splitting.problems("\\x\n".repeat(1000))).hasSize(Problems.MOST);
  }
}
