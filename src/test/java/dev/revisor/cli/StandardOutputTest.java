package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void aResultThatIsCutIsNoSuccess() {
    assertThat(codeAfter(0, "No space left on device")).isEqualTo(ExitCode.TRANSIENT.number());
    assertThat(said.toString(UTF_8))
        .isEqualTo("error: cannot write to the standard output: No space left on device\n");
    assertThat(codeAfter(3, "No space left on device")).isEqualTo(3);
  }

  @Test
  void whoReadsNoMoreHasEnough() {
    assertThat(codeAfter(0, "Broken pipe")).isZero();
    assertThat(codeAfter(0, "Bad file descriptor")).isZero();
    assertThat(said.toString(UTF_8)).isEmpty();
  }

  private int codeAfter(int code, String failure) {
    var output =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int octet) throws IOException {
                throw new IOException(failure);
              }
            });
    new PrintStream(output, true, UTF_8).println("the result");
    return output.codeAfter(code, new PrintStream(said, true, UTF_8));
  }
}
