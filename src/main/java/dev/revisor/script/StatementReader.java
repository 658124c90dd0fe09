package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/// Pulls the statements of a section one by one. Not thread-safe; the caller closes the reader that
/// it gave.
///
/// ```java
/// var statements = StatementReader.of(file, script.upgrade(), variables);
/// for (var next = statements.next(); next.isPresent(); next = statements.next()) {
///   switch (next.get().kind()) {
///     case COPY_FROM_STDIN -> copyManager.copyIn(next.get().text(), statements.data());
///     …
/// ```
public final class StatementReader {
  private StatementReader() {}

  /// Reads `section` from the start of its file, with the variables replaced.
  public static StatementReader of(Reader file, Section section, Variables variables) {
    throw new UnsupportedOperationException("not yet");
  }

  /// Reads a text that is all of one section, such as a stored downgrade.
  public static StatementReader of(String text, Variables variables) {
    return of(new StringReader(text), Section.ofText(TransactionMode.REVISION, text), variables);
  }

  /// Reads `section` with variables left as they are written: for lint and for printing.
  public static StatementReader asWritten(Reader file, Section section) {
    throw new UnsupportedOperationException("not yet");
  }

  /// Pulls the whole section and returns everything that is wrong with it once the variables have
  /// their values: unset ones, and raw values that would make something else of their statement.
  public static List<ScriptProblem> check(Reader file, Section section, Variables variables)
      throws IOException {
    throw new UnsupportedOperationException("not yet");
  }

  /// The next statement; empty at the end of the section. COPY data not read yet are skipped.
  ///
  /// @throws ScriptException when the script is broken
  public Optional<Statement> next() throws IOException {
    throw new UnsupportedOperationException("not yet");
  }

  /// The data of the `COPY … FROM stdin` that [#next] gave last, up to the line `\.` and without
  /// it. Valid until the next call of [#next]; closing it is not needed.
  ///
  /// @throws IllegalStateException when the last statement was no such COPY
  public CopyData data() {
    throw new UnsupportedOperationException("not yet");
  }
}
