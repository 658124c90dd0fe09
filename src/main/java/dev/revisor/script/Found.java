package dev.revisor.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What [StatementScanner] comes upon.
sealed interface Found {
  /// A statement: its first character's offset and position, and the offset behind its last token.
  record Sql(
      long start, long end, Position position, StatementKind kind, List<Reference> references)
      implements Found {
    public Sql {
      references = List.copyOf(references);
    }
  }

  /// A line that is about the file: a header line or a section mark.
  record Mark(Directive directive) implements Found {}

  /// The end of the text.
  record End() implements Found {}

  /// A stretch of a statement that is sent otherwise than it is written: a variable, or where there
  /// is none `\:`. The text goes on at `resume`.
  record Reference(
      long from, long to, Position position, Position resume, @Nullable VariableUse variable) {}
}
