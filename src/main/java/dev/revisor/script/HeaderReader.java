package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// Reads the header lines of a revision file, and no more of the file than the lines up to its
/// first section mark (and what one buffer of [#BUFFER] characters holds).
public final class HeaderReader {
  static final int BUFFER = 2048;

  private HeaderReader() {}

  /// What the head of a file says, and everything that is wrong with it.
  public record Result(ScriptHeader header, List<ScriptProblem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /// Reads from the start of a file. The caller closes the reader.
  public static Result read(Reader file) throws IOException {
    throw new UnsupportedOperationException("not yet");
  }
}
