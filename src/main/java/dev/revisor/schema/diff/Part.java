package dev.revisor.schema.diff;

import dev.revisor.schema.ddl.Stage.Form;
import java.util.List;

/// Statements that make a revision.
///
/// @param statements without their final semicolon, notes before them; at least one
public record Part(Form form, List<String> statements) {
  public Part {
    statements = List.copyOf(statements);
  }
}
