package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.ScriptException;
import dev.revisor.script.Section;
import dev.revisor.script.StatementReader;
import dev.revisor.script.TransactionMode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// SQL of the desired schema, taken apart. What `pg_dump` writes is understood: its `\restrict`
/// lines and its data are passed over. So are BEGIN and COMMIT, since all of it is wanted anyway.
///
/// @param file as it is shown
record SqlSource(String file, List<Piece> pieces) {
  private static final Pattern PASSED_OVER = Pattern.compile("(?m)^\\\\(un)?restrict\\b.*$");

  SqlSource {
    pieces = List.copyOf(pieces);
  }

  /// @param problems where the text is broken is told there
  static SqlSource of(String file, String text, List<Problem> problems) {
    var plain = PASSED_OVER.matcher(text).replaceAll("");
    var section = Section.ofText(TransactionMode.REVISION, plain);
    var pieces = new ArrayList<Piece>();
    try (var reader = new StringReader(plain)) {
      var statements = StatementReader.asWritten(reader, section);
      for (var next = statements.next(); next.isPresent(); next = statements.next()) {
        var statement = next.get();
        switch (statement.kind()) {
          case ORDINARY, OUTSIDE_TRANSACTION -> pieces.add(Piece.of(file, statement));
          case COPY_FROM_STDIN, BEGIN, COMMIT -> {}
          case ROLLBACK, PREPARE_TRANSACTION, SAVEPOINT ->
              problems.add(
                  Piece.of(file, statement)
                      .problem(
                          statement.position(),
                          "a desired schema is loaded whole: nothing in it can be taken back"));
        }
      }
    } catch (ScriptException e) {
      e.problems().forEach(p -> problems.add(new Problem(file, p.line(), p.column(), p.message())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SqlSource(file, pieces);
  }
}
