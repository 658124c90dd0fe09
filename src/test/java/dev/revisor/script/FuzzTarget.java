package dev.revisor.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What holds of every text, for Jazzer to refute: `dev/fuzz` calls it with inputs of its own
/// making, [FuzzRegressionTest] with those that were found to be worth keeping.
public final class FuzzTarget {
  private static final String HEADER = "-- revisor:revision a1\n-- revisor:upgrade\n";
  private static final Variables VALUES = Variables.of(Map.of("a", "1", "b", "it's; -- \\ $$"));

  /// A scan of this many characters that is not linear takes many times the limit.
  private static final int LONG = 200_000;

  private static final long LIMIT_MILLIS = 5_000;

  private FuzzTarget() {}

  /// Looks at the time that the inputs in a folder take, again and again in one text: such long
  /// ones would only slow the fuzzing down.
  public static void main(String[] arguments) throws IOException {
    var inputs = 0;
    try (var files = Files.newDirectoryStream(Path.of(arguments[0]))) {
      for (var file : files) {
        readInTime(Files.readAllBytes(file));
        inputs++;
      }
    }
    System.out.println(inputs + " inputs are read in linear time");
  }

  /// The name that Jazzer looks for.
  ///
  /// @param data UTF-8; what is malformed in it becomes U+FFFD
  public static void fuzzerTestOneInput(byte[] data) {
    var text = new String(data, StandardCharsets.UTF_8);
    try {
      read(text);
      read(HEADER + text);
      join(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file is right, or has problems; what is right can be split.
  private static void read(String file) throws IOException {
    Checksum.of(new StringReader(file));
    HeaderReader.read(new StringReader(file));
    switch (ScriptReader.read(file)) {
      case ScriptReader.Result.Valid(var script) -> {
        split(file, script.upgrade());
        if (script.downgrade() instanceof Downgrade.Sql(var section)) {
          split(file, section);
        }
      }
      case ScriptReader.Result.Invalid(_, var problems) ->
          require(!problems.isEmpty() && problems.size() <= Problems.MOST, "problems: " + problems);
    }
  }

  /// As it is written there is nothing that could be wrong any more; with values there may be.
  private static void split(String file, Section section) throws IOException {
    pull(StatementReader.asWritten(new StringReader(file), section));
    try {
      pull(StatementReader.of(new StringReader(file), section, VALUES));
    } catch (ScriptException e) {
      require(!section.variables().isEmpty(), "without variables: " + e.problems());
    }
  }

  private static void pull(StatementReader statements) throws IOException {
    for (var next = statements.next(); next.isPresent(); next = statements.next()) {
      require(!next.get().text().isEmpty(), "an empty statement");
      if (next.get().kind() == StatementKind.COPY_FROM_STDIN) {
        statements.data().transferTo(Writer.nullWriter());
      }
    }
  }

  /// The pieces of a text are the text.
  private static void join(String text) throws IOException {
    var joined = new StringBuilder();
    var window = new Window(new StringReader(text), 16, 0, Long.MAX_VALUE);
    window.skipByteOrderMark();
    var scanner =
        new StatementScanner(
            window,
            Lexer.Dialect.SCRIPT,
            Position.START,
            new Problems(),
            (_, chars, from, to) -> joined.append(chars, from, to - from));
    while (!(scanner.next() instanceof Found.End)) {
      // the tap joins
    }
    require(text.endsWith(joined.toString()), "joined: " + joined);
    require(text.length() - joined.length() <= 1, "lost: " + joined);
  }

  /// A text of many times the input is read in a time of its length.
  static void readInTime(byte[] data) throws IOException {
    var text = new String(data, StandardCharsets.UTF_8);
    var repeated = text.repeat(LONG / Math.max(1, text.length()));
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    read(repeated);
    read(HEADER + repeated);
    var millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    require(millis <= LIMIT_MILLIS, repeated.length() + " characters took " + millis + " ms");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
