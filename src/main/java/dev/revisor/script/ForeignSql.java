package dev.revisor.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// SQL that was written for another tool, made fit to be a section of a revision file. What a
/// script would take for a variable gets a backslash (`:name` becomes `\:name`), comments that
/// would speak to Revisor are defused, pg_dump's `\restrict` lines become comments, and a plain
/// `BEGIN` … `COMMIT` around everything goes, since a section has a transaction of its own. No line
/// is added or taken away.
///
/// @param mode how the statements can run: outside a transaction where the server refuses one of
///   them inside, where they handle transactions themselves, and where an enum value is added
/// @param statements how many there are
/// @param problems what no section can hold, such as psql's backslash commands
public record ForeignSql(
    String text, TransactionMode mode, int statements, List<ScriptProblem> problems) {
  private static final Pattern RESTRICT = Pattern.compile("(?m)^\\\\(un)?restrict\\b.*$");
  private static final Pattern PLAIN_BOUNDARY =
      Pattern.compile("(?i)(BEGIN|COMMIT|END|START)(\\s+(WORK|TRANSACTION))?");
  private static final int LEADING = 12;

  public ForeignSql {
    problems = List.copyOf(problems);
  }

  /// @param start where the text begins in its file: the beginning of a line
  public static ForeignSql of(String written, Position start) {
    var text = RESTRICT.matcher(written).replaceAll("-- $0");
    try {
      return new Pass(text, start).run();
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
  }

  /// Which characters of `text` are within string constants, quoted identifiers or COPY data.
  public static BitSet verbatim(String text) {
    var mask = new BitSet(text.length());
    var seen = new int[1];
    Tap tap =
        (region, _, from, to) -> {
          mask.set(seen[0], seen[0] + to - from, region == Tap.Region.VERBATIM);
          seen[0] += to - from;
        };
    try {
      var scanner = scanner(text, Position.START, new Problems(), tap);
      var found = scanner.next();
      while (!(found instanceof Found.End)) {
        found = scanner.next();
      }
      return mask;
    } catch (IOException e) {
      throw new UncheckedIOException("a string reader does not fail", e);
    }
  }

  private static StatementScanner scanner(String text, Position start, Problems problems, Tap tap) {
    var window = new Window(new StringReader(text), text.length() + 1, 0, Long.MAX_VALUE);
    return new StatementScanner(window, Lexer.Dialect.SCRIPT, start, problems, tap);
  }

  /// What to change: the characters from `from` to `to` become `text`.
  private record Edit(int from, int to, String text) {}

  private static final class Pass {
    private final String text;
    private final Problems problems = new Problems();
    private final StatementScanner scanner;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Found.Sql> statements = new ArrayList<>();

    private Pass(String text, Position start) {
      this.text = text;
      this.scanner = scanner(text, start, problems, Tap.NONE);
    }

    private ForeignSql run() throws IOException {
      for (var found = scanner.next(); !(found instanceof Found.End); found = scanner.next()) {
        switch (found) {
          case Found.Sql statement -> add(statement);
          case Found.Mark(var directive) -> {
            var behindDashes = (int) directive.offset() + 2;
            edits.add(new Edit(behindDashes, behindDashes, " |"));
          }
          case Found.End() -> throw new IllegalStateException("the loop has ended");
        }
      }
      var wrapped = isWrapped();
      if (wrapped) {
        remove(statements.removeFirst());
        remove(statements.removeLast());
      }
      return new ForeignSql(edited(), mode(), statements.size(), problems.inOrder());
    }

    private void add(Found.Sql statement) {
      statements.add(statement);
      for (var reference : statement.references()) {
        if (reference.variable() != null) {
          edits.add(new Edit((int) reference.from(), (int) reference.from(), "\\"));
        }
      }
    }

    /// Whether the first statement begins a transaction, the last one ends it, and none between has
    /// to do with transactions.
    private boolean isWrapped() {
      return statements.size() >= 2
          && isPlain(statements.getFirst(), StatementKind.BEGIN)
          && isPlain(statements.getLast(), StatementKind.COMMIT)
          && statements.subList(1, statements.size() - 1).stream()
              .noneMatch(each -> each.kind().isTransactionBoundary());
    }

    private boolean isPlain(Found.Sql statement, StatementKind kind) {
      return statement.kind() == kind && PLAIN_BOUNDARY.matcher(sql(statement)).matches();
    }

    private void remove(Found.Sql statement) {
      var semicolon = text.indexOf(';', (int) statement.end());
      var to = semicolon < 0 ? text.length() : semicolon + 1;
      edits.add(new Edit((int) statement.start(), to, ""));
    }

    private TransactionMode mode() {
      var outside =
          statements.stream()
              .anyMatch(
                  each ->
                      each.kind() == StatementKind.OUTSIDE_TRANSACTION
                          || each.kind().isTransactionBoundary()
                          || addsEnumValue(sql(each)));
      return outside ? TransactionMode.NONE : TransactionMode.REVISION;
    }

    private static boolean addsEnumValue(String sql) {
      var lexemes = Lexemes.of(sql, LEADING);
      if (lexemes.size() < 5 || !lexemes.get(0).isWord("ALTER") || !lexemes.get(1).isWord("TYPE")) {
        return false;
      }
      for (var at = 3; at + 1 < lexemes.size(); at++) {
        if (lexemes.get(at).isWord("ADD") && lexemes.get(at + 1).isWord("VALUE")) {
          return true;
        }
      }
      return false;
    }

    private String sql(Found.Sql statement) {
      return text.substring((int) statement.start(), (int) statement.end());
    }

    private String edited() {
      edits.sort(Comparator.comparingInt(Edit::from));
      var edited = new StringBuilder();
      var from = 0;
      for (var edit : edits) {
        edited.append(text, from, edit.from()).append(edit.text());
        from = edit.to();
      }
      return edited.append(text, from, text.length()).toString();
    }
  }
}
