package dev.revisor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.sql.CommandParser;
import dev.revisor.script.Lexemes;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds whatever is read: nothing fails, the same is found again, and it takes time in
/// proportion.
class PropertiesTest {
  private static final List<String> WORDS =
      List.of(
          "ALTER TABLE",
          "CREATE",
          "DROP",
          "TABLE",
          "INDEX",
          "CONCURRENTLY",
          "UNIQUE",
          "t",
          "u",
          "s.t",
          "\"Q\"",
          "(",
          ")",
          "[",
          "]",
          ",",
          ",",
          ".",
          "ADD",
          "COLUMN",
          "CONSTRAINT",
          "CHECK",
          "NOT NULL",
          "NOT VALID",
          "PRIMARY KEY",
          "FOREIGN KEY",
          "REFERENCES",
          "DEFAULT",
          "f(",
          "GENERATED ALWAYS AS",
          "IDENTITY",
          "STORED",
          "TYPE",
          "varchar(10)",
          "timestamp",
          "with time zone",
          "interval",
          "USING",
          "SET",
          "DROP NOT NULL",
          "RENAME",
          "TO",
          "CASCADE",
          "IF EXISTS",
          "IF NOT EXISTS",
          "UPDATE",
          "DELETE FROM",
          "WHERE",
          "WITH",
          "VACUUM",
          "FULL",
          "REINDEX",
          "CLUSTER",
          "REFRESH MATERIALIZED VIEW",
          "VIEW",
          "FUNCTION",
          "SECURITY DEFINER",
          "DOMAIN",
          "ENUM",
          "VALUE",
          "'x'",
          "'it''s'",
          "$$body t$$",
          "E'\\''",
          ":v",
          ":'v'",
          "1",
          "-- c\n",
          "/* c */",
          "ALTER",
          "BEGIN",
          "COMMIT",
          "GRANT",
          "PUBLIC",
          "TRUNCATE",
          "LOCK",
          "EXTENSION",
          "SCHEMA",
          "PARTITION OF",
          "ATTACH PARTITION",
          "DETACH PARTITION",
          "EXCLUDE",
          "search_path",
          "=",
          "ä",
          "\uD83D\uDE00",
          "\n",
          "\t",
          "AS",
          "ON",
          "INHERITS",
          "LIKE",
          "REPLACE",
          "OR",
          "TEMP",
          "COPY",
          "FROM",
          "NO",
          "ALTER COLUMN",
          "EXPRESSION",
          "COLLATE");

  private static Stream<Integer> seeds() {
    return IntStream.range(0, 40).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noStatementMakesItFail(int seed) {
    var random = new Random(seed);
    var known = new Known();
    for (var i = 0; i < 2_000; i++) {
      var text = soup(random);
      var command = CommandParser.parse(text, Lexemes.of(text, 200));
      known.apply(command);
      assertThat(command).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noScriptMakesItFailAndTheSameIsFoundAgain(int seed) {
    var random = new Random(seed);
    var text = new StringBuilder("-- revisor:upgrade transaction=none\n");
    for (var i = 0; i < 100; i++) {
      text.append(soup(random).replace("COPY", "copied")).append(";\n");
    }
    text.append("-- revisor:downgrade\n").append(soup(random)).append(";\n");
    var options =
        new LintOptions(
            java.util.Set.copyOf(Rules.ids()),
            java.util.Set.of(),
            18,
            java.util.Map.of("column", java.util.regex.Pattern.compile("x")),
            1,
            java.util.Map.of(new dev.revisor.lint.sql.Name("public", "t"), new Activity(9, 9, 9)));
    var lints = new Lints().with(options);
    try {
      lints.revision("r1", "", text.toString());
    } catch (IllegalArgumentException _) {
      return; // not a script: an open quote, a bracket
    }
    var first = lints.findings("r1");
    assertThat(lints.findings("r1")).isEqualTo(first).isSorted();
    assertThat(first)
        .allSatisfy(
            finding ->
                assertThat(finding.position().line())
                    .isBetween(1, (int) text.chars().filter(c -> c == '\n').count() + 4));
  }

  private static String soup(Random random) {
    var text = new StringBuilder();
    for (var i = 1 + random.nextInt(25); i > 0; i--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())))
          .append(random.nextInt(9) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private record Growth(String name, String start, String repeated, String end) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Growth> growths() {
    return Stream.of(
        new Growth("actions", "ALTER TABLE t ADD a int", ", ADD b uuid DEFAULT f(), DROP c", ";"),
        new Growth(
            "columns", "CREATE TABLE t (a int", ", c varchar(3) NOT NULL CHECK (c > 1)", ");"),
        new Growth("brackets", "ALTER TABLE t ADD CHECK (", "(", ";"),
        new Growth("values", "INSERT INTO t VALUES (1)", ", (1, 'x')", ";"),
        new Growth("statements", "", "ALTER TABLE t ADD a int; DROP TABLE u;\n", ""),
        new Growth("tables", "", "CREATE TABLE IF NOT EXISTS t (a int REFERENCES t);\n", ""),
        new Growth("allowances", "", "-- revisor:allow drop-table x\nDROP TABLE t;\n", ""),
        new Growth("names", "DROP TABLE t", ", u", ";"),
        new Growth(
            "queries",
            "WITH a AS (SELECT 1)",
            ", b AS (SELECT 1 WHERE true)",
            " UPDATE t SET a = 1;"),
        new Growth(
            "functions", "", "CREATE FUNCTION f() RETURNS int AS $$ select a from t $$;\n", ""));
  }

  /// Eight times the text takes at most twenty-four times as long.
  @ParameterizedTest
  @MethodSource("growths")
  void takesTimeInProportion(Growth growth) {
    var small = time(growth, 1_500);
    var large = time(growth, 12_000);
    assertThat(large).isLessThan(Math.max(small, 5_000_000L) * 24);
  }

  private static long time(Growth growth, int count) {
    var close = growth.name().equals("brackets") ? ")".repeat(count + 1) : "";
    var text = growth.start() + growth.repeated().repeat(count) + close + growth.end();
    var lints = new Lints().revision("r1", "", "-- revisor:upgrade\n" + text);
    var best = Long.MAX_VALUE;
    for (var i = 0; i < 2; i++) {
      var start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      lints.findings("r1");
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return best;
  }

  @Test
  void aLongHistoryTakesTimeInProportion() {
    var lints = new Lints();
    for (var i = 0; i < 3_000; i++) {
      var id = "r%05d".formatted(i);
      var parent = i == 0 ? "" : "r%05d".formatted(i - 1);
      var sql = "CREATE TABLE t%d (id int, a int); ALTER TABLE t%d ADD b int;".formatted(i, i / 2);
      lints.revision(
          id,
          parent,
          "-- revisor:upgrade\n" + sql + "\n-- revisor:downgrade\nDROP TABLE t" + i + ";\n");
    }
    var start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    var ids = IntStream.range(0, 3_000).mapToObj("r%05d"::formatted).toArray(String[]::new);
    assertThat(lints.findings(ids)).isNotEmpty();
    var seconds =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000_000.0;
    assertThat(seconds).isLessThan(10);
  }
}
