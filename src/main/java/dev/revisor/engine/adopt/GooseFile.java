package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.TransactionMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One SQL file of goose, by its annotations (`internal/sqlparser` there): a line that begins with
/// `--` and holds `+goose` says `Up`, `Down`, `StatementBegin`, `StatementEnd`, `NO TRANSACTION`,
/// `ENVSUB ON` or `ENVSUB OFF`, in any case. Annotations become empty lines, so that lines keep
/// their numbers.
final class GooseFile {
  /// What stands around an environment variable's name until it is replaced.
  static final String OPEN = "\uE000";

  static final String CLOSE = "\uE001";

  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$)\\$(?:\\{([A-Za-z_]\\w*)(?::?-[^}]*)?}|([A-Za-z_]\\w*))");

  private final SourceFile file;
  private final List<Problem> problems;
  private final StringBuilder up = new StringBuilder();
  private final StringBuilder down = new StringBuilder();
  private Section section = Section.NONE;
  private TransactionMode mode = TransactionMode.REVISION;
  private boolean inStatement;
  private boolean substitutes;
  private int downLine = 1;

  private enum Section {
    NONE,
    UP,
    DOWN
  }

  private GooseFile(SourceFile file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Both ways of a file.
  record Parts(Sections.Part up, Sections.Part down) {}

  static Parts parse(SourceFile file, List<Problem> problems) {
    var parser = new GooseFile(file, problems);
    parser.run();
    return new Parts(
        new Sections.Part(file.shown(), parser.up.toString(), 1, parser.mode),
        new Sections.Part(file.shown(), parser.down.toString(), parser.downLine, parser.mode));
  }

  private void run() {
    var number = 0;
    for (var line : file.lines()) {
      number++;
      if (line.strip().startsWith("--") && line.contains("+goose")) {
        annotation(line, number);
      } else {
        content(line, number);
      }
    }
    if (section == Section.NONE) {
      problem(1, "has no '-- +goose Up'");
    }
    if (inStatement) {
      problem(number, "'-- +goose StatementEnd' is missing");
    }
  }

  private void annotation(String line, int number) {
    var what = line.replace("--", "").replaceFirst("\\+goose", "").strip();
    switch (what.toUpperCase(Locale.ROOT)) {
      case "UP" -> begin(Section.UP, number);
      case "DOWN" -> begin(Section.DOWN, number);
      case "STATEMENTBEGIN" -> inStatement = true;
      case "STATEMENTEND" -> endStatement();
      case "NO TRANSACTION" -> mode = TransactionMode.NONE;
      case "ENVSUB ON" -> substitutes = true;
      case "ENVSUB OFF" -> substitutes = false;
      default -> problem(number, "goose has no annotation '" + what + "'");
    }
    current().append('\n');
  }

  private void begin(Section next, int number) {
    if (next.ordinal() != section.ordinal() + 1) {
      problem(number, "'-- +goose Up' and then '-- +goose Down' must stand in it, once each");
    }
    section = next;
    downLine = next == Section.DOWN ? number : downLine;
  }

  /// goose takes the block for one statement, with or without a semicolon at its end.
  private void endStatement() {
    inStatement = false;
    if (!current().toString().stripTrailing().endsWith(";")) {
      current().append(';');
    }
  }

  private void content(String line, int number) {
    if (section == Section.NONE && !line.isBlank() && !line.strip().startsWith("--")) {
      problem(number, "SQL comes before '-- +goose Up'");
    }
    current().append(substitutes ? marked(line) : line);
  }

  private static String marked(String line) {
    return VARIABLE
        .matcher(line)
        .replaceAll(
            found -> OPEN + (found.group(1) == null ? found.group(2) : found.group(1)) + CLOSE);
  }

  private StringBuilder current() {
    return section == Section.DOWN ? down : up;
  }

  private void problem(int line, String message) {
    problems.add(new Problem(file.shown(), line, 0, message));
  }
}
