package dev.revisor.script;

import java.util.List;

/// How the text of a statement lies in its file: it begins at `start` and follows the file, except
/// for the replaced stretches (variables and `\:`), which are in order and do not overlap.
public record SourceMap(Position start, List<Replacement> replacements) {
  public SourceMap {
    replacements = List.copyOf(replacements);
  }

  /// `from` (inclusive) and `to` (exclusive) count `char`s of the text; in the file the stretch
  /// stands at `position` and the text goes on at `resume`.
  public record Replacement(int from, int to, Position position, Position resume) {}

  /// See [Statement#positionAt].
  Position positionAt(String text, int character) {
    var index = indexOf(text, character);
    var from = 0;
    var position = start;
    for (var replacement : replacements) {
      if (replacement.from > index) {
        break;
      }
      if (index < replacement.to) {
        return replacement.position;
      }
      from = replacement.to;
      position = replacement.resume;
    }
    return position.after(text.substring(from, index));
  }

  private static int indexOf(String text, int character) {
    var steps = Math.max(0, character - 1);
    return steps >= text.codePointCount(0, text.length())
        ? text.length()
        : text.offsetByCodePoints(0, steps);
  }
}
