package dev.revisor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.engine.result.Outcome;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RunResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault of this program ends with 1, says that it is one, and is left in the result file.
class BugTest {
  @TempDir private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    Files.createDirectory(directory.resolve("versions"));
  }

  /// Right but for one time.
  private static final class BrokenClock extends Clock {
    private final AtomicInteger left;

    BrokenClock(int callsBefore) {
      this.left = new AtomicInteger(callsBefore);
    }

    @Override
    public Instant instant() {
      if (left.getAndDecrement() == 0) {
        throw new IllegalStateException("the clock stands still");
      }
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private CommandLineRun run(Clock clock, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var arguments = List.of(words);
    var code =
        Main.run(
            arguments,
            new Surroundings(
                Map.of(
                    "REVISOR_DIR",
                    directory.toString(),
                    "REVISOR_RESULT_FILE",
                    directory.resolve("result.json").toString()),
                directory,
                InputStream.nullInputStream(),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                clock,
                UUID::randomUUID,
                _ -> {}));
    return new CommandLineRun(arguments, code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void isToldWithoutATraceUnlessAsked() {
    var told = run(new BrokenClock(0), "revision", "-m", "x").endsWith(1);

    assertThat(told.out()).isEmpty();
    assertThat(told.err())
        .isEqualTo(
            """
            error: this is a fault of revisor: IllegalStateException: the clock stands still
            hint: run it again with -v and report what it prints
            """);
    assertThat(run(new BrokenClock(0), "revision", "-m", "x", "-v").endsWith(1).err())
        .contains("\tat dev.revisor.cli.");
  }

  @Test
  void isADocumentInJson() {
    var told = run(new BrokenClock(0), "revision", "-m", "x", "-o", "json").endsWith(1);

    assertThat(Schemas.faults(told.out())).isEmpty();
    assertThat(told.out()).contains("\"kind\":\"Error\",\"reason\":\"InternalError\"");
  }

  @Test
  void isLeftAsTheResultOfARun() throws IOException {
    run(new BrokenClock(1), "upgrade", "head", "--url", "postgresql://localhost:1/none")
        .endsWith(1);

    var result = RunResult.parse(Files.readString(directory.resolve("result.json")));
    assertThat(result.outcome()).isEqualTo(Outcome.Failed);
    assertThat(result.reason()).isEqualTo(Reason.InternalError);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.message()).contains("the clock stands still");
  }
}
