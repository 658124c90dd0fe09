package dev.revisor.script;

import java.io.IOException;

/// Recognises the lines that an unresolved merge leaves in a file: seven times the same character
/// at the start of a line, then a blank or the end of the line (git's manual, "How conflicts are
/// presented"). A conflict is one problem, at its first mark; the marks are no part of a statement.
final class ConflictMarks {
  static final String CONFLICT =
      "the file has an unresolved merge conflict; keep what is right and remove the lines"
          + " <<<<<<<, ======= and >>>>>>>";

  private static final int LENGTH = 7;

  private final Window window;
  private final Problems problems;
  private boolean open;

  ConflictMarks(Window window, Problems problems) {
    this.window = window;
    this.problems = problems;
  }

  /// Whether the first character of a line, read just now, begins a mark.
  boolean isMark(int first) throws IOException {
    if (first != '<' && first != '=' && first != '>' && first != '|') {
      return false;
    }
    for (var ahead = 0; ahead < LENGTH - 1; ahead++) {
      if (window.peek(ahead) != first) {
        return false;
      }
    }
    var behind = window.peek(LENGTH - 1);
    return behind == Window.END || CharClass.is(behind, CharClass.SPACE);
  }

  /// Takes the mark that stands at `position`.
  void add(int first, Position position) {
    if (first == '<' || !open) {
      problems.add(position, CONFLICT);
    }
    open = first != '>';
  }
}
