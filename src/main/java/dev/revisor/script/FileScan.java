package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over a whole file: the state of [ScriptReader].
final class FileScan {
  private static final int BUFFER = 1 << 15;

  private final Problems problems = new Problems();
  private final HeaderLines header = new HeaderLines(problems);
  private final Window window;
  private final StatementScanner scanner;
  private List<Allowance> allowances = List.of();
  private @Nullable SectionLines current;
  private @Nullable Directive irreversible;
  private @Nullable Section upgrade;
  private @Nullable Section downgrade;
  private boolean marked;
  private boolean strayReported;

  /// @param start the position where `window` begins, after the header lines that were read already
  private FileScan(Window window, Position start) {
    this.window = window;
    this.scanner = new StatementScanner(window, Lexer.Dialect.SCRIPT, start, problems, Tap.NONE);
  }

  /// From the start of a file.
  static FileScan of(Reader file) throws IOException {
    return from(new Window(file, BUFFER, 0, Long.MAX_VALUE));
  }

  /// Of a text that is in memory.
  static FileScan of(String text) throws IOException {
    var head = PlainHead.of(text);
    if (head.isEmpty()) {
      return scanned(text);
    }
    var end = head.get().end();
    var rest = new StringReader(text.substring(end));
    var window = new Window(rest, capacity(text.length() - end), end, Long.MAX_VALUE);
    var scan = new FileScan(window, new Position(head.get().mark(), 1));
    head.get().lines().forEach(scan.header::add);
    return scan;
  }

  /// Of a text that is in memory, by the way that serves every file.
  static FileScan scanned(String text) throws IOException {
    var window = new Window(new StringReader(text), capacity(text.length()), 0, Long.MAX_VALUE);
    return from(window);
  }

  private static FileScan from(Window window) throws IOException {
    window.skipByteOrderMark();
    return new FileScan(window, Position.START);
  }

  /// A small file needs no large window.
  private static int capacity(int length) {
    return Math.min(length + 1, BUFFER);
  }

  ScriptReader.Result run() throws IOException {
    for (var found = scanner.next(); !(found instanceof Found.End); found = scanner.next()) {
      switch (found) {
        case Found.Sql statement -> add(statement);
        case Found.Mark(var line) -> add(line);
        case Found.End() -> throw new IllegalStateException("the loop has ended");
      }
    }
    close(window.offset());
    return result();
  }

  private void add(Found.Sql statement) {
    if (current != null) {
      current.add(statement);
    } else if (!strayReported) {
      strayReported = true;
      problems.add(
          statement.position(),
          marked ? ScriptReader.SQL_AFTER_IRREVERSIBLE : ScriptReader.SQL_IN_HEADER);
    }
  }

  private void add(Directive line) throws IOException {
    if (line.kind() == Directive.Kind.SECTION) {
      close(scanner.lineStart());
      open(line);
    } else if (marked) {
      var message = "the header line 'revisor:%s' comes after the first section mark";
      problems.add(line.position(), message.formatted(line.keyword()));
    } else {
      header.add(line);
    }
  }

  private void close(long end) {
    var taken = scanner.takeAllowances();
    if (current != null) {
      var section = current.section(end, taken);
      if (current.mark().keyword().equals("upgrade")) {
        upgrade = first(upgrade, section, "upgrade");
      } else {
        downgrade = first(downgrade, section, "downgrade");
      }
      current = null;
    } else if (!marked) {
      allowances = taken;
    }
  }

  private Section first(@Nullable Section earlier, Section section, String name) {
    if (earlier == null) {
      return section;
    }
    var message = "a file has one %s section; the first is on line %d";
    problems.add(section.mark(), message.formatted(name, earlier.mark().line()));
    return earlier;
  }

  private void open(Directive mark) throws IOException {
    marked = true;
    if (!mark.keyword().equals("irreversible")) {
      var start = mark.end() + lengthOfLineEnd();
      var position =
          start == mark.end()
              ? scanner.positionOf(start)
              : new Position(mark.position().line() + 1, 1);
      current = new SectionLines(mark, position, start, problems);
    } else if (mark.argument().isEmpty()) {
      problems.add(mark.position(), "'revisor:irreversible' must give a reason");
    }
    irreversible = mark.keyword().equals("irreversible") ? firstReason(mark) : irreversible;
  }

  private Directive firstReason(Directive mark) {
    if (irreversible == null) {
      return mark;
    }
    problems.add(mark.position(), "'revisor:irreversible' is given twice");
    return irreversible;
  }

  private int lengthOfLineEnd() throws IOException {
    var c = window.peek();
    if (c == Window.END) {
      return 0;
    }
    return c == '\r' && window.peek(1) == '\n' ? 2 : 1;
  }

  private ScriptReader.Result result() {
    var read = header.header();
    if (upgrade == null && !scanner.isCutShort()) {
      problems.add(Position.START, "the section mark '-- revisor:upgrade' is missing");
    }
    if (irreversible != null && downgrade != null) {
      problems.add(
          irreversible.position(),
          "a file is irreversible or has a downgrade section, which is on line "
              + downgrade.mark().line());
    }
    return upgrade == null || !problems.isEmpty()
        ? new ScriptReader.Result.Invalid(read, problems.inOrder())
        : new ScriptReader.Result.Valid(new Script(read, upgrade, downgrade(), allowances));
  }

  private Downgrade downgrade() {
    if (downgrade != null) {
      return new Downgrade.Sql(downgrade);
    }
    return irreversible == null
        ? new Downgrade.Missing()
        : new Downgrade.Irreversible(irreversible.argument(), irreversible.position());
  }
}
