package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Pulls the statements of a section one by one, with one statement in memory and no COPY data. Not
/// thread-safe; the caller closes the reader that it gave.
///
/// ```java
/// var statements = StatementReader.of(file, script.upgrade(), variables);
/// for (var next = statements.next(); next.isPresent(); next = statements.next()) {
///   switch (next.get().kind()) {
///     case COPY_FROM_STDIN -> copyManager.copyIn(next.get().text(), statements.data());
///     …
/// ```
///
/// A statement is what the server takes for one. Comments around it and the semicolon behind it are
/// left out; a last one without a semicolon counts; empty ones do not.
///
/// Variables are psql's, outside quotes, comments and COPY data: `:'name'`, `:"name"`, `:name`. A
/// name begins with a letter or an underscore, directly behind the colon, so `::`, `:=`, `a[1:2]`
/// and `a[:2]` have none, but `a[x:y]` has the variable `y`, as in psql: write `a[x : y]` or
/// `a[x\:y]`.
public final class StatementReader {
  private static final int BUFFER = 1 << 14;

  private final Problems problems = new Problems();
  private final StatementScanner scanner;
  private final Interpolation interpolation;

  private StatementReader(Window window, Position start, @Nullable Variables values) {
    scanner = new StatementScanner(window, Lexer.Dialect.SCRIPT, start, problems, Tap.NONE);
    interpolation = new Interpolation(window, values, problems);
  }

  /// Reads `section` from the start of its file, with the variables replaced.
  public static StatementReader of(Reader file, Section section, Variables variables)
      throws IOException {
    return new StatementReader(section.open(file, BUFFER), section.position(), variables);
  }

  /// Reads a text that is all of one section, such as a stored downgrade.
  public static StatementReader of(String text, Variables variables) {
    var window = new Window(new StringReader(text), BUFFER, 0, Long.MAX_VALUE);
    return new StatementReader(window, Position.START, variables);
  }

  /// Reads `section` with variables and `\:` left as they are written: for lint and for printing.
  public static StatementReader asWritten(Reader file, Section section) throws IOException {
    return new StatementReader(section.open(file, BUFFER), section.position(), null);
  }

  /// Pulls the whole section and returns everything that is wrong with it once the variables have
  /// their values: unset ones, and raw values that would make something else of their statement.
  public static List<ScriptProblem> check(Reader file, Section section, Variables variables)
      throws IOException {
    var statements = of(file, section, variables);
    while (statements.pull().isPresent()) {
      // what is wrong has been collected
    }
    return statements.problems.inOrder();
  }

  /// The next statement; empty at the end of the section. COPY data not read yet are skipped.
  ///
  /// @throws ScriptException when the script is broken
  public Optional<Statement> next() throws IOException {
    var statement = pull();
    problems.raise();
    return statement;
  }

  /// The data of the `COPY … FROM stdin` that [#next] gave last, up to the line `\.` and without
  /// it. Valid until the next call of [#next]; closing it is not needed.
  ///
  /// @throws IllegalStateException when the last statement was no such COPY
  public CopyData data() {
    return scanner
        .data()
        .orElseThrow(() -> new IllegalStateException("the statement is no COPY … FROM stdin"));
  }

  private Optional<Statement> pull() throws IOException {
    var found = scanner.next();
    while (found instanceof Found.Mark(var line)) {
      problems.add(line.position(), "'revisor:" + line.keyword() + "' stands within a section");
      found = scanner.next();
    }
    return found instanceof Found.Sql sql
        ? Optional.of(interpolation.statement(sql))
        : Optional.empty();
  }
}
