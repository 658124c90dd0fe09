package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
  private record Case(String name, String file, String normal) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  void isSha256OfTheNormalForm(Case example) throws Exception {
    assertThat(Checksum.of(new StringReader(example.file))).isEqualTo(sha256(example.normal));
  }

  @ParameterizedTest
  @MethodSource("isSha256OfTheNormalForm")
  void isTheSameWhetherScannedOrNot(Case example) throws Exception {
    for (var file : List.of(example.file, example.normal, example.file.repeat(2_000))) {
      assertThat(Checksum.of(new StringReader(file)))
          .isEqualTo(Checksum.scanned(new StringReader(file)));
    }
  }

  static Stream<Case> isSha256OfTheNormalForm() {
    return Stream.of(
        new Case("a file in normal form", "SELECT 1;\n", "SELECT 1;\n"),
        new Case("an empty file", "", "\n"),
        new Case("no newline at the end", "SELECT 1;", "SELECT 1;\n"),
        new Case("blank lines at the end", "SELECT 1;\n \n\t\r\n\n", "SELECT 1;\n"),
        new Case("blank lines in between stay", "\n\na;\n\nb;\n", "\n\na;\n\nb;\n"),
        new Case("a byte order mark", "\uFEFFa;\n", "a;\n"),
        new Case("CRLF", "a;\r\n-- b\r\n'c\r\nd';\r\n", "a;\n-- b\n'c\nd';\n"),
        new Case("a lone CR stays", "a;\rb;\n\r", "a;\rb;\n\r\n"),
        new Case(
            "blanks at line ends", "a \t;  \n-- b \t\n/* c \n */ \n", "a \t;\n-- b\n/* c\n */\n"),
        new Case("blanks at line beginnings stay", "  a\n\t b;\n", "  a\n\t b;\n"),
        new Case(
            "blanks in literals stay",
            "'a \n b', E'c \\' \n', $$ \n$$;\n",
            "'a \n b', E'c \\' \n', $$ \n$$;\n"),
        new Case("blanks before literals stay", "a  'b'  \n", "a  'b'\n"),
        new Case("blanks in quoted identifiers stay", "\"a \n\";\n", "\"a \n\";\n"),
        new Case(
            "blanks in data stay",
            "COPY t FROM stdin;  \r\n1 \r\n \n\\.\r\nSELECT 1 \n",
            "COPY t FROM stdin;\n1 \n \n\\.\nSELECT 1\n"),
        new Case("blanks after variables go", "a :b \n:'c' \n", "a :b\n:'c'\n"),
        new Case("letters beyond ASCII", "-- é表😀\n", "-- é表😀\n"));
  }

  @Test
  void takesCharactersOfTwoUnitsApartNowhere() throws Exception {
    for (var length = 8_185; length < 8_200; length++) {
      var file = "x".repeat(length) + "😀".repeat(5_000) + ";\n";
      assertThat(Checksum.of(new StringReader(file))).isEqualTo(sha256(file));
    }
  }

  @Test
  void differsWhereALiteralDiffers() throws IOException {
    assertThat(Checksum.of(new StringReader("SELECT 'a \n';")))
        .isNotEqualTo(Checksum.of(new StringReader("SELECT 'a\n';")));
  }

  @Test
  void existsForABrokenFile() throws Exception {
    assertThat(Checksum.of(new StringReader("\\c x \nSELECT 'a \n")))
        .isEqualTo(sha256("\\c x\nSELECT 'a \n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 65})
  void hasTheLengthOfSha256(int digits) {
    assertThatThrownBy(() -> new Checksum("0".repeat(digits)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "F", "g", "`", "/", ":", " ", "é"})
  void hasLowerCaseHexadecimalDigitsOnly(String other) {
    assertThat(new Checksum("09af".repeat(16)).hex()).hasSize(64);
    assertThatThrownBy(() -> new Checksum("0".repeat(63) + other))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Checksum sha256(String text) throws NoSuchAlgorithmException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Checksum(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
  }
}
