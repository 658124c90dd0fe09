package dev.revisor.script;

import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// The SQL between a section mark and the next one (or the end of the file). It holds no text, so
/// that a file of any size can be described; `start` and `end` are offsets in the file in `char`s
/// as a [Reader] gives them, the line of the mark excluded.
///
/// @param mode how the section runs
/// @param mark where the section mark stands
/// @param position where the text begins
/// @param variables every use of a variable, in the order of the file
/// @param special statements that control transactions or cannot run inside one
/// @param allowances the findings that the author allows
public record Section(
    TransactionMode mode,
    Position mark,
    Position position,
    long start,
    long end,
    List<VariableUse> variables,
    List<Located<StatementKind>> special,
    List<Allowance> allowances) {
  private static final int BUFFER = 8192;

  public Section {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "a section must span 0 <= start <= end, was " + start + " to " + end);
    }
    variables = List.copyOf(variables);
    special = List.copyOf(special);
    allowances = List.copyOf(allowances);
  }

  /// A section that is a text of its own, such as a stored downgrade. Positions count within it.
  public static Section ofText(TransactionMode mode, String text) {
    return new Section(
        mode, Position.START, Position.START, 0, text.length(), List.of(), List.of(), List.of());
  }

  /// The text of this section, read from the start of its file. At most 2^31-1 characters.
  public String read(Reader file) throws IOException {
    skip(file);
    var text = new StringBuilder();
    var buffer = new char[(int) Math.min(end - start, BUFFER)];
    for (var left = end - start; left > 0; ) {
      var read = file.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        break;
      }
      text.append(buffer, 0, read);
      left -= read;
    }
    return text.toString();
  }

  /// A problem for each use of a variable that has no value.
  public List<ScriptProblem> unset(Variables values) {
    return variables.stream()
        .filter(use -> values.value(use.name()).isEmpty())
        .map(use -> new ScriptProblem(use.position(), use.complaint()))
        .toList();
  }

  /// A problem for each statement that cannot be part of the revision's transaction; none for a
  /// section that runs outside one.
  public List<ScriptProblem> refusedInTransaction() {
    return mode == TransactionMode.NONE
        ? List.of()
        : special.stream()
            .map(each -> new ScriptProblem(each.position(), each.value().refusal()))
            .toList();
  }

  /// A window over this section, from the start of its file.
  Window open(Reader file, int capacity) throws IOException {
    skip(file);
    return new Window(file, capacity, start, end);
  }

  private void skip(Reader file) throws IOException {
    for (var left = start; left > 0; ) {
      var skipped = file.skip(left);
      if (skipped == 0) {
        break;
      }
      left -= skipped;
    }
  }
}
