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
    throw new UnsupportedOperationException("not yet");
  }

  /// A problem for each use of a variable that has no value.
  public List<ScriptProblem> unset(Variables values) {
    throw new UnsupportedOperationException("not yet");
  }

  /// A problem for each statement that cannot be part of the revision's transaction; none for a
  /// section that runs outside one.
  public List<ScriptProblem> refusedInTransaction() {
    throw new UnsupportedOperationException("not yet");
  }
}
