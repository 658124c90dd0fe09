package dev.revisor.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the result goes. Remembers that it could not be written, as on a full disk: half a script
/// must not pass for a whole one. A reader that went away (`| head -1`) has all that it wanted, and
/// who closed the output wanted nothing.
final class StandardOutput extends OutputStream {
  private static final Set<String> NOBODY_READS = Set.of("Broken pipe", "Bad file descriptor");

  private final OutputStream target;
  private @Nullable IOException failure;

  StandardOutput(OutputStream target) {
    this.target = target;
  }

  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /// The exit code of a run that came to `code` and has flushed what it printed. What the run did
  /// is done; it can be told of again.
  int codeAfter(int code, PrintStream err) {
    if (failure == null || NOBODY_READS.contains(String.valueOf(failure.getMessage()))) {
      return code;
    }
    err.println("error: cannot write to the standard output: " + failure.getMessage());
    err.flush();
    return code == ExitCode.SUCCESS.number() ? ExitCode.TRANSIENT.number() : code;
  }
}
