package dev.revisor.engine.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8Test {
  @TempDir private Path folder;

  @Test
  void namesTheLineOfTheFirstByteThatIsNone() throws IOException {
    var bytes = "SELECT 'Größe'; -- 日本\r\n".repeat(10_000).getBytes(UTF_8);
    assertThat(problem(Arrays.copyOf(bytes, bytes.length + 1), (byte) 0xe4))
        .isEqualTo("a.sql:10001: not valid UTF-8: the byte 0xE4; save the file as UTF-8");
    assertThat(problem(bytes, (byte) 0xff)).startsWith("a.sql:10000: not valid UTF-8: the byte");
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThat(Utf8.problem(folder.resolve("none.sql"), "none.sql"))
        .hasToString("none.sql: not found");
  }

  private String problem(byte[] bytes, byte last) throws IOException {
    bytes[bytes.length - 1] = last;
    return Utf8.problem(Files.write(folder.resolve("a.sql"), bytes), "a.sql").toString();
  }
}
