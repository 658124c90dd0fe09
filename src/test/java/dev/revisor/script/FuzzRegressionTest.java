package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The inputs that `dev/fuzz` starts from, and those it once found something with.
class FuzzRegressionTest {
  private static final Path CORPUS = Path.of("src/test/fuzz/script");

  static List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void holds(Path input) throws IOException {
    FuzzTarget.fuzzerTestOneInput(Files.readAllBytes(input));
    FuzzTarget.readInTime(Files.readAllBytes(input));
  }

  @Test
  void bothKindsOfFilesAreAmongThem() throws IOException {
    var kinds =
        inputs().stream()
            .map(FuzzRegressionTest::text)
            .map(text -> ScriptReader.read(text).getClass())
            .distinct();
    assertThat(kinds).hasSize(2);
  }

  private static String text(Path input) {
    try {
      return new String(Files.readAllBytes(input), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
