package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where statements end, rule by rule of the manual's section 4.1.
class LexicalRulesTest {
  private record Case(String name, String sql, List<String> statements) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case splits(String name, String sql, String... statements) {
    return new Case(name, sql, List.of(statements));
  }

  /// The semicolons in `sql` are within something: it is one statement as it stands.
  private static Case keeps(String name, String sql) {
    return splits(name, sql + "; SELECT 2", sql, "SELECT 2");
  }

  @ParameterizedTest
  @MethodSource({"statements", "strings", "dollars", "comments", "identifiers", "operators"})
  void splitsAsTheServerDoes(Case example) {
    assertThat(Splitting.texts(example.sql)).isEqualTo(example.statements);
  }

  static Stream<Case> statements() {
    return Stream.of(
        splits("a semicolon ends a statement", "SELECT 1; SELECT 2;", "SELECT 1", "SELECT 2"),
        splits("the last semicolon is optional", "SELECT 1; SELECT 2", "SELECT 1", "SELECT 2"),
        splits("empty statements do not count", ";; SELECT 1;;\n;", "SELECT 1"),
        splits("an empty text has no statements", ""),
        splits("white space and comments are no statement", " \n-- a;\n/* b; */\t"),
        splits(
            "comments around a statement are left out",
            "-- a\nSELECT 1 /* b */; -- c\nSELECT 2\n-- d\n",
            "SELECT 1",
            "SELECT 2"),
        splits(
            "form feed and vertical tab are white space",
            "\fSELECT\u000b1\f;\u000bSELECT 2",
            "SELECT\u000b1",
            "SELECT 2"),
        splits(
            "CRLF and a lone CR are white space",
            "SELECT 1;\r\nSELECT\r2;\r",
            "SELECT 1",
            "SELECT\r2"),
        splits(
            "a lone CR ends a line comment", "SELECT 1 -- a\r; SELECT 2", "SELECT 1", "SELECT 2"),
        keeps("semicolons in parentheses end nothing", "CREATE RULE r AS ON UPDATE TO t DO (a; b)"),
        keeps("nor do they in nested ones", "((a; b); (c; d))"),
        splits("a parenthesis too many changes nothing", "a); b; (c;d);", "a)", "b", "(c;d)"));
  }

  static Stream<Case> strings() {
    return Stream.of(
        keeps("4.1.2.1: a string constant", "SELECT 'a;b'"),
        keeps("4.1.2.1: a doubled quote is a quote", "SELECT 'a'';b'"),
        keeps("4.1.2.1: the empty string", "SELECT '', ';'"),
        splits(
            "4.1.2.1: a backslash escapes nothing",
            "SELECT '\\'; SELECT 2",
            "SELECT '\\'",
            "SELECT 2"),
        keeps("4.1.2.1: a string over several lines", "SELECT 'a;\nb;\n'"),
        keeps("4.1.2.2: a backslash escapes a quote in E''", "SELECT E'a\\';b'"),
        keeps("4.1.2.2: and a backslash", "SELECT e'a\\\\', ';'"),
        keeps("4.1.2.2: a doubled quote in E''", "SELECT E'a'';\\';b'"),
        splits(
            "4.1.2.2: E at the end of an identifier is no prefix",
            "SELECT type'\\'; SELECT 2",
            "SELECT type'\\'",
            "SELECT 2"),
        splits(
            "4.1.2.2: nor is E with a blank behind it",
            "SELECT E '\\'; SELECT 2",
            "SELECT E '\\'",
            "SELECT 2"),
        keeps("4.1.2.1: E'' continues on the next line", "SELECT E'a'\n'\\';b'"),
        keeps("4.1.2.1: behind a comment, too", "SELECT E'a' -- x ';\n  \t\n -- y\n '\\';b'"),
        keeps("4.1.2.1: and twice", "SELECT E'a'\n'\\';b'\n'\\';c'"),
        splits(
            "4.1.2.1: not on the same line",
            "SELECT E'a' '\\'; SELECT 2",
            "SELECT E'a' '\\'",
            "SELECT 2"),
        splits(
            "4.1.2.1: not behind a block comment",
            "SELECT E'a' /*\n*/\n'\\'; SELECT 2",
            "SELECT E'a' /*\n*/\n'\\'",
            "SELECT 2"),
        splits(
            "4.1.2.1: not behind a token",
            "SELECT E'a',\n'\\'; SELECT 2",
            "SELECT E'a',\n'\\'",
            "SELECT 2"),
        splits(
            "4.1.2.1: a plain string continues as a plain one",
            "SELECT 'a'\n'\\'; SELECT 2",
            "SELECT 'a'\n'\\'",
            "SELECT 2"),
        keeps("4.1.2.3: a U&'' string", "SELECT U&'d\\0061;' UESCAPE '!'"),
        splits(
            "4.1.2.3: a backslash does not escape its quote",
            "SELECT u&'\\'; SELECT 2",
            "SELECT u&'\\'",
            "SELECT 2"),
        splits(
            "4.1.2.3: U & '' is an operator and a string",
            "SELECT U & '\\'; SELECT 2",
            "SELECT U & '\\'",
            "SELECT 2"),
        keeps("4.1.2.5: bit strings", "SELECT B'1001', X'1FF', x';'"),
        keeps("national strings", "SELECT N';', n'''; '"));
  }

  static Stream<Case> dollars() {
    return Stream.of(
        keeps("4.1.2.4: without a tag", "DO $$ a; 'b; $$"),
        keeps("4.1.2.4: with a tag", "DO $a$ $$ ; $b$ ; $a $ $A$ ; $a$"),
        keeps("4.1.2.4: a tag of letters beyond ASCII", "DO $tête_1$ ; $tete_1$ ; $tête_1$"),
        keeps("4.1.2.4: dollar signs run together", "DO $a$ $$a$"),
        keeps("4.1.2.4: the end overlaps a near miss", "DO $a$ ; $b$a$"),
        keeps("4.1.2.4: behind a digit", "DO $a$ ; $1$a$"),
        splits(
            "4.1.2.4: a tag has no digit first",
            "SELECT $1$; SELECT $1$",
            "SELECT $1$",
            "SELECT $1$"),
        splits(
            "4.1.2.4: an identifier takes the dollar signs",
            "SELECT a$$; SELECT b$$",
            "SELECT a$$",
            "SELECT b$$"),
        splits(
            "4.1.2.4: also those of a tag",
            "SELECT a$b$; SELECT a$b$",
            "SELECT a$b$",
            "SELECT a$b$"),
        keeps("4.1.2.4: a number does not", "SELECT 1$$;$$"),
        keeps("4.1.2.4: nor does a parameter", "SELECT $1$$;$$"),
        splits("a dollar sign alone", "SELECT $; SELECT $a", "SELECT $", "SELECT $a"),
        keeps("a dollar sign before a string", "SELECT $E'\\';'"),
        keeps("4.1.5: comments in a body are text", "DO $$ /* ; -- $$"));
  }

  static Stream<Case> comments() {
    return Stream.of(
        keeps("4.1.5: a line comment", "SELECT -- a; 'b\n 1"),
        keeps("4.1.5: a block comment", "SELECT /* a; 'b\n; */ 1"),
        keeps("4.1.5: block comments nest", "SELECT /* a /* b; */ c; */ 1"),
        keeps("4.1.5: with stars and slashes anywhere", "SELECT /*/ ;/**/; **/*/ 1"),
        keeps("4.1.5: three stars", "SELECT /***;***/ 1"),
        splits("4.1.5: the first end closes", "SELECT /*a*/1;*/2", "SELECT /*a*/1", "*/2"),
        keeps("4.1.5: a line comment in a block comment is text", "SELECT /* -- ; */ 1"),
        splits(
            "4.1.5: a block comment in a line comment is text",
            "SELECT 1 -- /*\n; SELECT 2 -- */\n;",
            "SELECT 1",
            "SELECT 2"));
  }

  static Stream<Case> identifiers() {
    return Stream.of(
        keeps("4.1.1: a quoted identifier", "SELECT \"a;b\""),
        keeps("4.1.1: a doubled quote is a quote", "SELECT \"a\"\";b\""),
        keeps("4.1.1: quotes in quotes", "SELECT \"';\", '\";'"),
        splits("4.1.1: a backslash escapes nothing", "SELECT \"\\\"; b", "SELECT \"\\\"", "b"),
        keeps("4.1.1: U&\"\"", "SELECT U&\"d!0061;\" UESCAPE '!'"),
        splits("4.1.1: letters beyond ASCII", "SELECT été; SELECT 表;", "SELECT été", "SELECT 表"),
        splits(
            "4.1.1: no-break space and byte order mark are letters",
            "SELECT\u00a01; SELECT \uFEFFa",
            "SELECT\u00a01",
            "SELECT \uFEFFa"));
  }

  static Stream<Case> operators() {
    return Stream.of(
        splits("4.1.3: -- ends an operator", "SELECT 1 +-- a;\n2; b", "SELECT 1 +-- a;\n2", "b"),
        splits("4.1.3: as does /*", "SELECT 1 */* a; */2; b", "SELECT 1 */* a; */2", "b"),
        splits("4.1.3: the first of them", "SELECT 1 @--/*\n2; b", "SELECT 1 @--/*\n2", "b"),
        splits("4.1.3: a minus and a comment", "SELECT 1 ---2;\n; b", "SELECT 1", "b"),
        splits(
            "4.1.2.6: numbers",
            "SELECT 1_000, 0x1F, 0o17, 0b1, 1.5e-3, .5, 3.; SELECT a[1:2], 1..10",
            "SELECT 1_000, 0x1F, 0o17, 0b1, 1.5e-3, .5, 3.",
            "SELECT a[1:2], 1..10"),
        splits(
            "4.1.4: casts, assignment, slices, named arguments",
            "SELECT a::int, a[:2], a[1:], f(b := 1, c => 2); SELECT 1",
            "SELECT a::int, a[:2], a[1:], f(b := 1, c => 2)",
            "SELECT 1"));
  }
}
