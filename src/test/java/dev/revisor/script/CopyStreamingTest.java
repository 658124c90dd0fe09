package dev.revisor.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Half a gigabyte of COPY data passes through a small heap: the file is checked, hashed and run in
/// a JVM of its own, whose limit is the test.
class CopyStreamingTest {
  private static final String HEAP = "-Xmx24m";
  private static final long DATA = 500L * 1024 * 1024;
  private static final String LINE = "\\N\tsome text 0123456789\t表\n";

  @Test
  void halfAGigabyteOfDataFitsThroughASmallHeap() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(java, HEAP, "-cp", System.getProperty("java.class.path"), Run.class.getName());
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).startsWith("%d characters, then SELECT 2 at ".formatted(data()));
  }

  private static long data() {
    return DATA / LINE.length() * LINE.length();
  }

  /// What runs in the small heap.
  static final class Run {
    private Run() {}

    public static void main(String... arguments) throws IOException {
      var section =
          switch (ScriptReader.read(file())) {
            case ScriptReader.Result.Valid(var script) -> script.upgrade();
            case ScriptReader.Result.Invalid(_, var problems) ->
                throw new IllegalStateException(problems.toString());
          };
      Checksum.of(file());
      var problems = StatementReader.check(file(), section, Variables.none());
      var statements = StatementReader.of(file(), section, Variables.none());
      statements.next();
      var count = count(statements.data());
      var last = statements.next().orElseThrow();
      System.out.printf(
          "%d characters, then %s at %s %s%n", count, last.text(), last.position(), problems);
    }

    private static long count(Reader data) throws IOException {
      var buffer = new char[8192];
      var count = 0L;
      for (var read = data.read(buffer); read > 0; read = data.read(buffer)) {
        count += read;
      }
      return count;
    }

    private static Reader file() {
      return new LargeFile("-- revisor:revision a\n-- revisor:upgrade\nCOPY t FROM stdin;\n");
    }
  }

  /// A head, the data, and a tail.
  private static final class LargeFile extends Reader {
    private static final String TAIL = "\\.\nSELECT 2;\n";
    private final String head;
    private long at;

    private LargeFile(String head) {
      this.head = head;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      var data = at - head.length();
      var tail = data - data();
      if (tail >= TAIL.length()) {
        return -1;
      }
      var text = data < 0 ? head : tail < 0 ? LINE : TAIL;
      var from = (int) (data < 0 ? at : tail < 0 ? data % LINE.length() : tail);
      var count = Math.min(length, text.length() - from);
      text.getChars(from, from + count, buffer, offset);
      at += count;
      return count;
    }

    @Override
    public void close() {}
  }
}
