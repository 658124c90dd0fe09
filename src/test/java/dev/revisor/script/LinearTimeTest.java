package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts made to hurt: eight times the length may not take many more than eight times the processor
/// time (the square would be 64 times), and depth may not need stack.
class LinearTimeTest {
  private static final int SMALL = 60_000;

  private record Case(String name, String head, String unit, String tail) {
    String text(int length) {
      return head + unit.repeat(length / unit.length()) + tail;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void takesLinearTime(Case example) throws IOException {
    var small = example.text(SMALL);
    var large = example.text(8 * SMALL);
    work(small);
    var ratio = Double.MAX_VALUE;
    for (var attempt = 0; attempt < 5 && ratio > 24; attempt++) {
      ratio = Math.min(ratio, (double) best(large) / Math.max(1_000_000, best(small)));
    }
    assertThat(ratio).isLessThanOrEqualTo(24);
  }

  static Stream<Case> takesLinearTime() {
    return Stream.of(
        new Case("parentheses", "SELECT ", "(", ""),
        new Case("parentheses both ways", "SELECT ", "(a", ")".repeat(100)),
        new Case("nested comments", "", "/*", ""),
        new Case("nested comments, closed", "", "/**/", ";"),
        new Case("slashes and stars", "/*", "/*/", "*/"),
        new Case("a long string", "SELECT '", "a''", "';"),
        new Case("an unclosed string with lines", "SELECT '", "a\n", ""),
        new Case("strings that continue", "SELECT ", "E'a'\n", ";"),
        new Case("dollar quotes that never end", "SELECT $a$", "$a ", ""),
        new Case("dollar signs", "SELECT ", "$ ", ";"),
        new Case("dollar signs and letters", "SELECT ", "$a", ";"),
        new Case(
            "tags that do not match",
            "SELECT $aaaaaaaaaaaaaaaaaaaab$",
            "$aaaaaaaaaaaaaaaaaaaac",
            ""),
        new Case("quotes of variables", "SELECT ", ":'a ", ";"),
        new Case("variables", "SELECT ", ":v,", "1;"),
        new Case("variables in lines", "SELECT ", ":'v',\n", "1;"),
        new Case("colons", "SELECT ", ":", ";"),
        new Case("escaped colons", "SELECT ", "\\:", ";"),
        new Case("psql commands in a statement", "SELECT ", "\\x\n", ";"),
        new Case("psql commands", "", "\\copy t from stdin\n\\.\n", ";"),
        new Case("semicolons", "", ";", ""),
        new Case("statements", "", "SELECT 1;\n", ""),
        new Case("semicolons in parentheses", "(", ";", ")"),
        new Case("bodies", "CREATE FUNCTION f() BEGIN ATOMIC ", "SELECT 1 END;", "END;"),
        new Case("bodies in bodies", "", "CREATE FUNCTION f() BEGIN ATOMIC ", ""),
        new Case("BEGIN", "CREATE FUNCTION f() ", "BEGIN ", ""),
        new Case("comments", "", "-- a\n", ""),
        new Case("comments in a statement", "SELECT\n", "-- revisor\n", ";"),
        new Case("unknown directives", "", "-- revisor:x\n", ""),
        new Case("allowances", "SELECT\n", "-- revisor:allow x y\n", ";"),
        new Case("a directive with blanks", "-- revisor:", " ", "x\n"),
        new Case("header lines", "-- revisor:upgrade\n", "-- revisor:message x\n", ""),
        new Case("marks", "", "-- revisor:upgrade\n", ""),
        new Case("a long list", "-- revisor:revises ", "a1,", "b\n"),
        new Case("copies", "", "COPY t FROM stdin;\n1\n\\.\n", ""),
        new Case("data", "COPY t FROM stdin;\n", "\\N\t1\n", "\\.\n"),
        new Case("data without an end", "COPY t FROM stdin;\n", "\\. \n", ""),
        new Case("a column list", "COPY t (", "a,", "a) FROM stdin;\n\\.\n"),
        new Case("blank lines", "", "\r\n \n", ""),
        new Case("U+0000", "SELECT ", "\0", ";"));
  }

  @Test
  void nestsAsDeepAsYouLike() {
    var depth = 100_000;
    var comment = "/* ".repeat(depth) + ";" + " */".repeat(depth);
    var parentheses = "(".repeat(depth) + ";" + ")".repeat(depth);
    var bodies =
        "CREATE FUNCTION f() BEGIN ATOMIC ".repeat(depth) + "SELECT 1;" + " END;".repeat(depth);
    assertThat(Splitting.texts(comment + "SELECT 1; " + parentheses + ";" + bodies)).hasSize(3);
    assertThat(Splitting.problems("/* ".repeat(depth) + " */".repeat(depth - 1))).hasSize(1);
  }

  private static long best(String text) throws IOException {
    var best = Long.MAX_VALUE;
    for (var i = 0; i < 3; i++) {
      var start = cpuTime();
      work(text);
      best = Math.min(best, cpuTime() - start);
    }
    return best;
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void work(String text) throws IOException {
    ScriptReader.read(text);
    HeaderReader.read(new StringReader(text));
    Checksum.of(new StringReader(text));
    try {
      Splitting.statements(text, Variables.of(java.util.Map.of("v", "1")));
    } catch (ScriptException _) {
      // most of them are broken
    }
  }
}
