package dev.revisor.script;

import java.util.ArrayList;
import java.util.List;

/// Makes a [Section] of what is found behind its mark.
final class SectionLines {
  private static final List<String> OPTIONS = List.of("transaction=none");

  private final Directive mark;
  private final TransactionMode mode;
  private final Position position;
  private final long start;
  private final List<VariableUse> variables = new ArrayList<>();
  private final List<Located<StatementKind>> special = new ArrayList<>();

  /// The text begins at offset `start`, `position`.
  SectionLines(Directive mark, Position position, long start, Problems problems) {
    this.mark = mark;
    this.mode = mode(mark, problems);
    this.position = position;
    this.start = start;
  }

  Directive mark() {
    return mark;
  }

  void add(Found.Sql statement) {
    for (var reference : statement.references()) {
      if (reference.variable() != null) {
        variables.add(reference.variable());
      }
    }
    if (statement.kind().isTransactionBoundary()
        || statement.kind() == StatementKind.OUTSIDE_TRANSACTION) {
      special.add(new Located<>(statement.kind(), statement.position()));
    }
  }

  /// The section, which ends at offset `end`.
  Section section(long end, List<Allowance> allowances) {
    return new Section(mode, mark.position(), position, start, end, variables, special, allowances);
  }

  private static TransactionMode mode(Directive mark, Problems problems) {
    var mode = TransactionMode.REVISION;
    if (mark.argument().isEmpty()) {
      return mode;
    }
    for (var option : mark.argument().split("\\s+")) {
      if (option.equals("transaction=none")) {
        mode = TransactionMode.NONE;
      } else if (!option.equals("transaction=revision")) {
        problems.add(
            mark.argumentPosition(),
            "unknown option '" + option + "'; " + Spelling.suggest(option, OPTIONS));
      }
    }
    return mode;
  }
}
