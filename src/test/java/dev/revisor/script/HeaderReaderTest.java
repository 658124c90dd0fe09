package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderReaderTest {
  private record Case(String name, String file, List<String> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case names(String name, String header, String... problems) {
    return new Case(name, header, List.of(problems));
  }

  @ParameterizedTest
  @MethodSource
  void namesWhatIsWrong(Case example) throws IOException {
    assertThat(HeaderReader.read(new StringReader(example.file)).problems())
        .map(ScriptProblem::toString)
        .isEqualTo(example.problems);
  }

  static Stream<Case> namesWhatIsWrong() {
    return Stream.of(
        names("nothing", "-- revisor:revision a\n-- revisor:upgrade\nSELECT 'a"),
        names("no revision", "-- revisor:revises a\n", missing()),
        names("an empty file", "", missing()),
        names(
            "SQL instead of a section mark",
            "-- revisor:revision a\n SELECT 1;\n-- revisor:revises b\n",
            "2:2: SQL comes before the first section mark; write '-- revisor:upgrade' above it"),
        names(
            "a merge conflict",
            "-- revisor:revision a\n<<<<<<< HEAD\n-- revisor:revises b\n=======\n"
                + "-- revisor:labels c\n>>>>>>> other\n-- revisor:upgrade\n",
            "2:1: " + ConflictMarks.CONFLICT),
        names(
            "a line twice",
            "-- revisor:revision a\n\n-- revisor:revision b",
            "3:1: 'revisor:revision' is given twice; the first is on line 1"),
        names(
            "a line without a value",
            "-- revisor:revision a\n-- revisor:revises \n-- revisor:labels\n",
            "2:1: 'revisor:revises' has no value",
            "3:1: 'revisor:labels' has no value"),
        names(
            "a bad id",
            "-- revisor:revision a-b\n",
            "1:21: a revision id must be 1 to 64 characters of [A-Za-z0-9_.], was 'a-b'"),
        names(
            "bad ones in a list",
            "-- revisor:revision a\n-- revisor:revises b c, d, d\n-- revisor:labels x@y, z",
            "2:20: each of 'revisor:revises' must be 1 to 64 characters of [A-Za-z0-9_.], with commas"
                + " between, was 'b c'",
            "2:28: 'd' is named twice",
            "3:19: each of 'revisor:labels' must be free of blanks, commas and the characters @ : + -,"
                + " with commas between, was 'x@y'"),
        names(
            "a bad time",
            "-- revisor:revision a\n-- revisor:created yesterday\n",
            "2:20: 'revisor:created' must be a time such as 2026-11-23T10:15:00Z, was 'yesterday'"),
        names(
            "a misspelt line",
            "-- revisor:revision a\n-- revisor:depends_on b\n",
            "2:1: unknown directive 'revisor:depends_on'; did you mean 'depends-on'?"),
        names(
            "an unknown line",
            "-- revisor:revision a\n-- revisor:author me\n",
            "2:1: unknown directive 'revisor:author'; known are revision, revises, labels, depends-on,"
                + " created, message, upgrade, downgrade, irreversible, allow"),
        names(
            "near misses of the spelling",
            "-- Revisor:revision a\n-- revisor : message b\n-- revisor: upgrade\n",
            "1:1: write '-- revisor:revision', in lower case and without blanks at the colon",
            missing(),
            "2:1: write '-- revisor:message', in lower case and without blanks at the colon",
            "3:1: write '-- revisor:upgrade', in lower case and without blanks at the colon"),
        names(
            "a line behind something",
            "/* a */ -- revisor:revision a\n",
            missing(),
            "1:9: '-- revisor:revision' must stand alone on its line"),
        names(
            "a comment that is not closed",
            "-- revisor:revision a\n/* -- revisor:upgrade\n",
            "2:1: this comment is not closed: '*/' is missing"),
        names(
            "a psql command",
            "-- revisor:revision a\n\\set x 1\n-- revisor:upgrade\n",
            "2:1: backslash commands of psql are not supported (\\set); give variables with -x"
                + " name=value or as the resource's parameters"));
  }

  private static String missing() {
    return "1:1: the header line '-- revisor:revision ID' is missing";
  }

  @Test
  void letsOtherCommentsStandBetweenHeaderLines() throws IOException {
    var file =
        """
        -- (c) somebody
        /* -- revisor:revision no
         */
          --revisor:revision a
        -- Revisors: none of ours
        -- see revisor:revises b

        --  revisor:message   a: -- b /* c\s\s
        -- revisor:created 2026-11-23T12:15:00+02:00
        -- revisor:allow drop-column it is empty
        """;
    var result = HeaderReader.read(new StringReader(file));
    assertThat(result.problems()).isEmpty();
    assertThat(result.header())
        .isEqualTo(
            new ScriptHeader(
                new Located<>("a", new Position(4, 22)),
                List.of(),
                List.of(),
                List.of(),
                new Located<>(Instant.parse("2026-11-23T10:15:00Z"), new Position(9, 20)),
                new Located<>("a: -- b /* c", new Position(8, 23))));
  }

  @Test
  void takesCarriageReturnsForLineEnds() throws IOException {
    var file = "\uFEFF-- revisor:revision a\r\n-- revisor:message b \r\n\r\n-- revisor:upgrade\r\n";
    var header = HeaderReader.read(new StringReader(file)).header();
    assertThat(header.id()).contains("a");
    assertThat(header.message()).isEqualTo(new Located<>("b", new Position(2, 20)));
  }

  @Test
  void takesAnEmptyMessageForNone() throws IOException {
    var header =
        HeaderReader.read(new StringReader("-- revisor:revision a\n-- revisor:message\n")).header();
    assertThat(header.message()).isNull();
    assertThat(header.messageText()).isEmpty();
  }

  @Test
  void readsOnlyTheHeadOfAFile() throws IOException {
    var file = new Endless("-- revisor:revision a\n-- revisor:message b\n\n-- revisor:upgrade\n");
    assertThat(HeaderReader.read(file).header().messageText()).isEqualTo("b");
    assertThat(file.given).isLessThan(10_000);
  }

  /// A file that begins with a header and has no end.
  private static final class Endless extends Reader {
    private final String head;
    private int given;

    private Endless(String head) {
      this.head = head;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      for (var i = 0; i < length; i++) {
        buffer[offset + i] = given < head.length() ? head.charAt(given) : 'x';
        given++;
      }
      return length;
    }

    @Override
    public void close() {}
  }
}
