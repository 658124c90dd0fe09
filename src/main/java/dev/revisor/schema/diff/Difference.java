package dev.revisor.schema.diff;

import dev.revisor.schema.ddl.ColumnDdl;
import dev.revisor.schema.ddl.Stage;
import java.util.List;

/// What differs between two catalogs, and the way from one to the other.
///
/// @param parts in order; each is committed before the next
public record Difference(List<Change> changes, List<Part> parts) {
  public Difference {
    changes = List.copyOf(changes);
    parts = List.copyOf(parts);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// Whether one transaction can do it.
  public boolean isInOneTransaction() {
    return parts.size() <= 1
        && parts.stream().allMatch(part -> part.form() == Stage.Form.TRANSACTIONAL);
  }

  /// Whether it fails where a table has rows, unless somebody fills a column between its
  /// statements.
  boolean asksForValues() {
    return parts.stream()
        .flatMap(part -> part.statements().stream())
        .anyMatch(ColumnDdl::asksForValues);
  }

  /// All statements, each ended by a semicolon, as one script.
  public String sql() {
    var text = new StringBuilder();
    for (var part : parts) {
      for (var statement : part.statements()) {
        text.append(text.isEmpty() ? "" : "\n").append(statement).append(";\n");
      }
    }
    return text.toString();
  }
}
