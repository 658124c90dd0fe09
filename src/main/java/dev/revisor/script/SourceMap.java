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

  Position positionAt(String text, int character) {
    throw new UnsupportedOperationException("not yet");
  }
}
