package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads a whole revision file in one pass and finds everything that is wrong with it. Memory holds
/// one statement at a time and no COPY data.
public final class ScriptReader {
  static final String SQL_IN_HEADER =
      "SQL comes before the first section mark; write '-- revisor:upgrade' above it";
  static final String SQL_AFTER_IRREVERSIBLE =
      "SQL comes after '-- revisor:irreversible' and is part of no section";

  private ScriptReader() {}

  /// What became of a file.
  public sealed interface Result {
    /// Right as far as it can be known without variables and a database.
    record Valid(Script script) implements Result {}

    /// Wrong; the header is as far as it could be read. At least one problem, in the order of the
    /// file.
    record Invalid(ScriptHeader header, List<ScriptProblem> problems) implements Result {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Reads from the start of a file. The caller closes the reader.
  public static Result read(Reader file) throws IOException {
    return FileScan.of(file).run();
  }

  /// Reads a text that is in memory.
  public static Result read(String text) {
    try {
      return FileScan.of(text).run();
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
  }
}
