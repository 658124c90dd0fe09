package dev.revisor.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds statements, header lines and section marks in the stream of tokens, in one pass. What is
/// wrong is collected and scanning goes on.
final class StatementScanner {
  static final String NUL = "the character U+0000 cannot be part of a script";

  private static final String BEHIND_COPY =
      "nothing may follow COPY … FROM stdin on its line; its data begin on the next line";

  private static final Pattern COPY_COMMAND =
      Pattern.compile("^copy\\b.*\\bfrom\\s+p?stdin\\b", Pattern.CASE_INSENSITIVE);

  private final Window window;
  private final Lexer lexer;
  private final Lines lines;
  private final Problems problems;
  private final Tap tap;
  private final Shape shape;
  private final Remarks remarks;
  private final ConflictMarks conflicts;
  private final List<Found.Reference> references = new ArrayList<>();
  private @Nullable Directive pending;
  private @Nullable CopyData data;
  private boolean aloneOnLine = true;
  private boolean cutShort;

  /// `start` is the position of the window's offset, the beginning of a line.
  StatementScanner(
      Window window, Lexer.Dialect dialect, Position start, Problems problems, Tap tap) {
    this.window = window;
    this.lexer = new Lexer(window, dialect);
    this.lines = new Lines(window, window.offset(), start);
    this.problems = problems;
    this.tap = tap;
    this.shape = new Shape(lexer);
    this.remarks = new Remarks(window, lines, problems);
    this.conflicts = new ConflictMarks(window, problems);
  }

  /// Goes on to the next thing. The text of a statement is kept until the next call.
  Found next() throws IOException {
    finishData();
    if (pending != null) {
      var mark = new Found.Mark(pending);
      pending = null;
      return mark;
    }
    lines.forgetBefore(window.offset());
    shape.reset();
    references.clear();
    while (true) {
      var token = lexer.next();
      if (token == Token.END) {
        return shape.hasStarted() ? statement(Ending.NONE) : new Found.End();
      }
      var found = take(token);
      if (found.isPresent()) {
        return found.get();
      }
      if (!shape.hasStarted()) {
        lines.forgetBefore(window.offset());
      }
    }
  }

  /// The data of the last statement, if it was a COPY … FROM stdin.
  Optional<CopyData> data() {
    return Optional.ofNullable(data);
  }

  /// The allowances seen since the last call.
  List<Allowance> takeAllowances() {
    return remarks.takeAllowances();
  }

  /// The position of an offset that is still kept.
  Position positionOf(long offset) {
    return lines.positionOf(offset);
  }

  /// Where the line of the last mark begins.
  long lineStart() {
    return lexer.lineStart();
  }

  /// Whether something was not closed and has swallowed what came after it.
  boolean isCutShort() {
    return cutShort;
  }

  private enum Ending {
    SEMICOLON,
    NONE
  }

  private Optional<Found> take(Token token) throws IOException {
    show(token);
    notice(token);
    switch (token) {
      case SPACE -> aloneOnLine |= lexer.endedLine();
      case LINE_COMMENT -> {
        return comment();
      }
      case BLOCK_COMMENT -> aloneOnLine = false;
      case BACKSLASH -> psqlCommand();
      default -> {
        aloneOnLine = false;
        return significant(token);
      }
    }
    return Optional.empty();
  }

  private Optional<Found> significant(Token token) throws IOException {
    if (token == Token.SYMBOL && isConflict()) {
      conflicts.add(lexer.symbol(), lines.positionOf(lexer.start()));
      skipRestOfLine();
      return Optional.empty();
    }
    if (token == Token.SYMBOL && lexer.symbol() == ';') {
      var wasStarted = shape.hasStarted();
      return shape.endsAtSemicolon() && wasStarted
          ? Optional.of(statement(Ending.SEMICOLON))
          : Optional.empty();
    }
    shape.add(token);
    switch (token) {
      case VARIABLE -> reference(variable());
      case ESCAPED_COLON -> reference(null);
      case VARIABLE_TEST ->
          problemHere("':{?name}' of psql is not supported; a variable must have a value");
      default -> {}
    }
    return Optional.empty();
  }

  private boolean isConflict() throws IOException {
    return lexer.start() == lexer.lineStart() && conflicts.isMark(lexer.symbol());
  }

  private void skipRestOfLine() throws IOException {
    var from = window.offset();
    window.skipTo('\n', '\r');
    window.show(Tap.Region.PLAIN, from, window.offset(), tap);
  }

  private VariableUse variable() {
    var text = lexer.text();
    var style = lexer.style();
    var name =
        style == VariableUse.Style.RAW ? text.substring(1) : text.substring(2, text.length() - 1);
    return new VariableUse(name, style, lines.positionOf(lexer.start()));
  }

  private void reference(@Nullable VariableUse variable) {
    var from = lexer.start();
    var to = window.offset();
    references.add(
        new Found.Reference(from, to, lines.positionOf(from), lines.positionOf(to), variable));
  }

  private Found statement(Ending ending) throws IOException {
    if (!cutShort) {
      shape.open().ifPresent(open -> problems.add(lines.positionOf(open.offset()), open.message()));
    }
    var position = lines.positionOf(shape.start());
    if (shape.copiesToClient()) {
      problems.add(position, "COPY … TO stdout has nowhere to go in a script; remove it");
    }
    var kind = shape.kind();
    var found = new Found.Sql(shape.start(), shape.end(), position, kind, references);
    if (kind == StatementKind.COPY_FROM_STDIN) {
      beginData(position, ending);
    }
    return found;
  }

  // psql, too, takes the data from the line after the one where the statement ends.
  private void beginData(Position copy, Ending ending) throws IOException {
    if (ending == Ending.NONE) {
      problems.add(
          copy, "this COPY … FROM stdin has no ';' and no data; a line with \\. ends them");
      return;
    }
    skipLine();
    data = new CopyData(window, lines, tap, problems, copy);
  }

  private void skipLine() throws IOException {
    var from = window.offset();
    var comment = from;
    var c = window.peek();
    while (CharClass.is(c, CharClass.SPACE) && c != '\n') {
      window.advance(1);
      comment = window.offset();
      c = window.peek();
    }
    if (c == '-' && window.peek(1) == '-') {
      window.skipTo('\n', '\n');
      remarks.read(comment, window.offset(), Remarks.Place.BEHIND);
    } else if (c != '\n' && c != Window.END) {
      problems.add(lines.positionOf(comment), BEHIND_COPY);
      window.skipTo('\n', '\n');
    }
    window.advance(window.peek() == Window.END ? 0 : 1);
    window.show(Tap.Region.PLAIN, from, window.offset(), tap);
  }

  private void finishData() throws IOException {
    if (data != null) {
      cutShort |= !data.finish();
      data = null;
      lexer.beginLine();
      aloneOnLine = true;
    }
  }

  private Optional<Found> comment() throws IOException {
    var directive = remarks.read(lexer.start(), window.offset(), place()).orElse(null);
    if (directive == null) {
      return Optional.empty();
    }
    lexer.forgetString();
    if (!shape.hasStarted()) {
      return Optional.of(new Found.Mark(directive));
    }
    pending = directive;
    return Optional.of(statement(Ending.NONE));
  }

  private Remarks.Place place() {
    if (!aloneOnLine) {
      return Remarks.Place.BEHIND;
    }
    return shape.hasStarted() ? Remarks.Place.WITHIN : Remarks.Place.BETWEEN;
  }

  // psql takes the rest of the line for the command, roughly. The data of a \copy are skipped, lest
  // each of their lines is a problem of its own.
  private void psqlCommand() throws IOException {
    aloneOnLine = false;
    var from = window.offset();
    window.skipWhile(CharClass.LETTER);
    var name = window.text(from, window.offset());
    window.skipTo('\n', '\r');
    var line = window.text(from, window.offset());
    window.show(Tap.Region.PLAIN, from, window.offset(), tap);
    problemHere(PsqlCommands.complaint(line.startsWith(".") ? "." : name));
    if (!shape.hasStarted() && COPY_COMMAND.matcher(line).find()) {
      skipLine();
      data = new CopyData(window, lines, tap, problems, lines.positionOf(lexer.start()));
      finishData();
    }
  }

  private void problemHere(String message) {
    problems.add(lines.positionOf(lexer.start()), message);
  }

  private void show(Token token) {
    var verbatim = token == Token.STRING || token == Token.QUOTED_IDENTIFIER;
    var region = verbatim ? Tap.Region.VERBATIM : Tap.Region.PLAIN;
    window.show(region, lexer.start(), window.offset(), tap);
  }

  private void notice(Token token) {
    var nul = window.nul();
    if (nul >= lexer.start() && nul < window.offset()) {
      problems.add(lines.positionOf(nul), NUL);
    }
    if (lexer.isUnterminated()) {
      cutShort = true;
      problemHere(unterminated(token));
    }
  }

  private static String unterminated(Token token) {
    return switch (token) {
      case BLOCK_COMMENT -> "this comment is not closed: '*/' is missing";
      case QUOTED_IDENTIFIER -> "this quoted identifier is not closed: '\"' is missing";
      default -> "this string constant is not closed";
    };
  }
}
