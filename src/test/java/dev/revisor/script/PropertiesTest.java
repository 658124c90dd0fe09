package dev.revisor.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds for every text. Seeded: a failure repeats, and its text is in the message.
class PropertiesTest {
  /// More with `-Dscript.texts=1000000 -Dscript.seed=42`.
  private static final int TEXTS = Integer.getInteger("script.texts", 5_000);

  private static final long SEED = Long.getLong("script.seed", 0);

  private static final Variables VALUES = Variables.of(Map.of("v", "x", "name", "a'b\\c"));

  private static final Pattern LONE_RETURN = Pattern.compile("\\r(?!\\n)");

  private interface Property {
    void check(String text) throws IOException;
  }

  /// Half soup, half scripts with a few faults.
  private static void forAll(long seed, Property property) {
    var random = new Random(SEED + seed);
    for (var i = 0; i < TEXTS; i++) {
      var text =
          i % 2 == 0
              ? Soup.text(random, 40)
              : "-- revisor:revision a\n-- revisor:upgrade\n"
                  + Soup.mutated(random, RandomSql.script(random, 4));
      try {
        property.check(text);
      } catch (Exception | AssertionError e) {
        fail("text %d of seed %d: %s".formatted(i, SEED + seed, quoted(text)), e);
      }
    }
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\0", "\\0");
  }

  @Test
  void onlyTheTypedExceptionComesOutOfAnyText() {
    forAll(
        1,
        text -> {
          HeaderReader.read(new StringReader(text));
          Checksum.of(new StringReader(text));
          var problems =
              switch (ScriptReader.read(text)) {
                case ScriptReader.Result.Valid _ -> List.of();
                case ScriptReader.Result.Invalid(_, var found) -> found;
              };
          try {
            Splitting.statements(text, VALUES);
          } catch (ScriptException e) {
            assertThat(e.problems()).isNotEmpty();
          }
          assertThat(problems).hasSizeLessThanOrEqualTo(Problems.MOST);
        });
  }

  @Test
  void joiningWhatWasSplitGivesTheText() {
    forAll(
        2,
        text -> {
          var joined = new StringBuilder();
          var window = new Window(new StringReader(text), 16, 0, Long.MAX_VALUE);
          window.skipByteOrderMark();
          var scanner =
              new StatementScanner(
                  window,
                  Lexer.Dialect.SCRIPT,
                  Position.START,
                  new Problems(),
                  (_, chars, from, to) -> joined.append(chars, from, to - from));
          while (!(scanner.next() instanceof Found.End)) {
            // the tap joins
          }
          assertThat(joined.toString())
              .isEqualTo(text.startsWith("\uFEFF") ? text.substring(1) : text);
        });
  }

  @Test
  void theWayTheFileIsReadDoesNotMatter() {
    forAll(
        3,
        text -> {
          assertThat(ScriptReader.read(new OneByOne(text))).isEqualTo(ScriptReader.read(text));
          assertThat(Checksum.of(new OneByOne(text)))
              .isEqualTo(Checksum.of(new StringReader(text)));
        });
  }

  @Test
  void everyStatementStandsWhereItSays() {
    forAll(
        4,
        text -> {
          // Half a character has no column of its own, and a decoder never gives one; in data a
          // lone
          // carriage return ends no line.
          var whole = text.equals(new String(text.getBytes(UTF_8), UTF_8));
          if (!whole || (text.contains("stdin;") && LONE_RETURN.matcher(text).find())) {
            return;
          }
          if (!(ScriptReader.read(text) instanceof ScriptReader.Result.Valid(var script))) {
            return;
          }
          for (var section : sections(script)) {
            for (var statement : asWritten(text, section)) {
              var at = offset(text, statement.position());
              assertThat(text.startsWith(statement.text(), at)).isTrue();
              assertThat(at).isBetween((int) section.start(), (int) section.end());
            }
            assertThat(check(text, section))
                .allMatch(problem -> !section.variables().isEmpty())
                .allMatch(problem -> problem.message().endsWith("no longer one statement"));
          }
        });
  }

  @Test
  void statementsOfASectionAreThoseOfItsText() {
    forAll(
        5,
        text -> {
          if (!(ScriptReader.read(text) instanceof ScriptReader.Result.Valid(var script))) {
            return;
          }
          for (var section : sections(script)) {
            var alone = section.read(new StringReader(text));
            var whole = Section.ofText(section.mode(), alone);
            assertThat(texts(asWritten(alone, whole))).isEqualTo(texts(asWritten(text, section)));
          }
        });
  }

  @Test
  void theChecksumDoesNotSeeLineEnds() {
    forAll(
        6,
        text -> {
          var plain = text.replace("\r", "");
          assertThat(Checksum.of(new StringReader(plain.replace("\n", "\r\n"))))
              .isEqualTo(Checksum.of(new StringReader(plain)));
        });
  }

  @Test
  void whatIsPrintedComesBack() {
    var random = new Random(7);
    for (var i = 0; i < 5_000; i++) {
      var draft = draft(random);
      var text = draft.print();
      var script = Splitting.script(text);
      assertThat(ScriptDraft.of(script, text)).isEqualTo(draft);
      assertThat(ScriptDraft.of(script, text).print()).isEqualTo(text);
    }
  }

  private static ScriptDraft draft(Random random) {
    var message =
        List.of("", "a", "a -- 'b", "/* : é 😀 \\", "-- revisor:upgrade").get(random.nextInt(5));
    var created = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    return new ScriptDraft(
        "r" + random.nextInt(100),
        random.nextBoolean() ? List.of() : List.of("a", "b." + random.nextInt(9)),
        random.nextBoolean() ? List.of() : List.of("billing", "été"),
        random.nextBoolean() ? List.of() : List.of("head_1"),
        random.nextBoolean() ? Optional.empty() : Optional.of(created),
        message,
        sql(random),
        switch (random.nextInt(3)) {
          case 0 -> new ScriptDraft.Missing();
          case 1 -> new ScriptDraft.Irreversible("lost: é -- x");
          default -> sql(random);
        });
  }

  private static ScriptDraft.Sql sql(Random random) {
    var copy = random.nextBoolean() ? "" : ";\nCOPY t FROM stdin;\n1\n-- revisor:upgrade\n\\.\n";
    var text = random.nextInt(5) == 0 ? "" : RandomSql.script(random, 3) + copy;
    var mode = random.nextBoolean() ? TransactionMode.REVISION : TransactionMode.NONE;
    return new ScriptDraft.Sql(mode, text);
  }

  private static List<Section> sections(Script script) {
    return script.downgrade() instanceof Downgrade.Sql(var downgrade)
        ? List.of(script.upgrade(), downgrade)
        : List.of(script.upgrade());
  }

  private static List<ScriptProblem> check(String text, Section section) throws IOException {
    var values = new HashMap<String, String>();
    section.variables().forEach(use -> values.put(use.name(), "x"));
    return StatementReader.check(new StringReader(text), section, Variables.of(values));
  }

  private static List<Statement> asWritten(String text, Section section) throws IOException {
    var reader = StatementReader.asWritten(new StringReader(text), section);
    var statements = new ArrayList<Statement>();
    for (var next = reader.next(); next.isPresent(); next = reader.next()) {
      statements.add(next.get());
    }
    return statements;
  }

  private static List<String> texts(List<Statement> statements) {
    return statements.stream().map(Statement::text).toList();
  }

  /// The other way round than [Position]: by plain counting.
  private static int offset(String text, Position position) {
    var at = text.startsWith("\uFEFF") ? 1 : 0;
    for (var line = 1; line < position.line(); at++) {
      var c = text.charAt(at);
      var next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
      line += c == '\n' || (c == '\r' && next != '\n') ? 1 : 0;
    }
    for (var column = 1; column < position.column(); at++) {
      column += at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1)) ? 0 : 1;
    }
    return at;
  }

  /// Gives one character at a time.
  private static final class OneByOne extends FilterReader {
    private OneByOne(String text) {
      super(new StringReader(text));
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      return super.read(buffer, offset, Math.min(1, length));
    }
  }
}
