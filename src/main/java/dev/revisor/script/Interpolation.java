package dev.revisor.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the text that is sent of the text that is written: variables get their values, `\:`
/// becomes a colon. A value put in raw must leave the statement one statement, so the result is
/// scanned again as the server would.
final class Interpolation {
  private final Window window;
  private final @Nullable Variables values;
  private final Problems problems;

  /// Without values, statements stay as they are written.
  Interpolation(Window window, @Nullable Variables values, Problems problems) {
    this.window = window;
    this.values = values;
    this.problems = problems;
  }

  /// The statement as it is sent; what is wrong becomes a problem.
  Statement statement(Found.Sql found) throws IOException {
    if (values == null || found.references().isEmpty()) {
      var text = window.text(found.start(), found.end());
      var source = new SourceMap(found.position(), List.of());
      return new Statement(text, found.position(), found.kind(), source);
    }
    var text = new StringBuilder();
    var replacements = new ArrayList<SourceMap.Replacement>();
    var from = found.start();
    for (var reference : found.references()) {
      text.append(window.text(from, reference.from()));
      var start = text.length();
      text.append(sent(reference, values));
      replacements.add(
          new SourceMap.Replacement(
              start, text.length(), reference.position(), reference.resume()));
      from = reference.to();
    }
    text.append(window.text(from, found.end()));
    var source = new SourceMap(found.position(), replacements);
    return scannedAgain(new Statement(text.toString(), found.position(), found.kind(), source));
  }

  private String sent(Found.Reference reference, Variables known) throws IOException {
    var variable = reference.variable();
    if (variable == null) {
      return ":";
    }
    var value = known.value(variable.name());
    if (value.isEmpty()) {
      problems.add(variable.position(), variable.complaint());
      return "";
    }
    if (value.get().indexOf('\0') >= 0) {
      problem(variable, "holds the character U+0000");
    }
    if (variable.style() == VariableUse.Style.RAW && !endsAsItBegins(value.get())) {
      problem(variable, "ends within a quote or a comment; it cannot be put in as it is");
    }
    return variable.quote(value.get());
  }

  private void problem(VariableUse variable, String what) {
    problems.add(variable.position(), "the value of the variable " + variable.name() + " " + what);
  }

  /// Whether what comes behind `value` is lexed as if `value` were not there.
  private static boolean endsAsItBegins(String value) throws IOException {
    var lexer =
        new Lexer(new Window(new StringReader(value), 64, 0, Long.MAX_VALUE), Lexer.Dialect.SERVER);
    var last = Token.END;
    for (var token = lexer.next(); token != Token.END; token = lexer.next()) {
      if (lexer.isUnterminated()) {
        return false;
      }
      last = token;
    }
    return last != Token.LINE_COMMENT;
  }

  private Statement scannedAgain(Statement statement) throws IOException {
    var text = statement.text();
    var found = new Problems();
    var scanner =
        new StatementScanner(
            new Window(new StringReader(text + ";"), text.length() + 2, 0, Long.MAX_VALUE),
            Lexer.Dialect.SERVER,
            Position.START,
            found,
            Tap.NONE);
    var kind = wholeStatement(scanner, text.length());
    if (!problems.isEmpty()) {
      return statement;
    }
    if (kind.isEmpty() || !found.isEmpty() || changesCopy(kind.get(), statement.kind())) {
      problems.add(
          statement.position(), "with the values of its variables this is no longer one statement");
      return statement;
    }
    return new Statement(text, statement.position(), kind.get(), statement.source());
  }

  private static Optional<StatementKind> wholeStatement(StatementScanner scanner, int length)
      throws IOException {
    return scanner.next() instanceof Found.Sql(var from, var to, _, var kind, _)
            && from == 0
            && to == length
        ? Optional.of(kind)
        : Optional.empty();
  }

  private static boolean changesCopy(StatementKind sent, StatementKind written) {
    return (sent == StatementKind.COPY_FROM_STDIN) != (written == StatementKind.COPY_FROM_STDIN);
  }
}
