package dev.revisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A file that does not fit a reader's head is split by subject.
class FileSizeTest {
  private static final int MAX_LINES = 300;

  @Test
  void noSourceFileIsLongerThan300Lines() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      var tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > MAX_LINES)
              .map(Path::toString)
              .sorted()
              .toList();
      assertThat(tooLong).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
