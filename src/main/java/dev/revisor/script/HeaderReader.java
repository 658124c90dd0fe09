package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/// Reads the header lines of a revision file, and no more of the file than the lines up to its
/// first section mark (and what one buffer of 2,048 characters holds).
public final class HeaderReader {
  private static final int BUFFER = 2048;

  private HeaderReader() {}

  /// What the head of a file says, and everything that is wrong with it.
  public record Result(ScriptHeader header, List<ScriptProblem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /// Reads from the start of a file. The caller closes the reader.
  public static Result read(Reader file) throws IOException {
    return read(file, BUFFER);
  }

  /// Reads the start of a text that is in memory.
  public static Result read(String text) {
    var plain = PlainHead.of(text);
    if (plain.isPresent()) {
      var problems = new Problems();
      var lines = new HeaderLines(problems);
      plain.get().lines().forEach(lines::add);
      return new Result(lines.header(), problems.inOrder());
    }
    return scanned(text);
  }

  /// By the way that serves every file.
  static Result scanned(String text) {
    try {
      return read(new StringReader(text), Math.min(text.length() + 1, BUFFER));
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
  }

  private static Result read(Reader file, int capacity) throws IOException {
    var problems = new Problems();
    var lines = new HeaderLines(problems);
    var window = new Window(file, capacity, 0, Long.MAX_VALUE);
    window.skipByteOrderMark();
    var scanner =
        new StatementScanner(window, Lexer.Dialect.SCRIPT, Position.START, problems, Tap.NONE);
    var found = scanner.next();
    while (found instanceof Found.Mark(var line) && line.kind() == Directive.Kind.HEADER) {
      lines.add(line);
      found = scanner.next();
    }
    if (found instanceof Found.Sql(_, _, var position, _, _)) {
      problems.add(position, ScriptReader.SQL_IN_HEADER);
    }
    return new Result(lines.header(), problems.inOrder());
  }
}
