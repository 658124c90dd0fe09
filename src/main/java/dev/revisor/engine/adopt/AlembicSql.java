package dev.revisor.engine.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The statements of a revision among what Alembic prints: without those on its version table, and
/// without the BEGIN and COMMIT between revisions. Alembic ends every statement with a semicolon
/// and an empty line.
final class AlembicSql {
  private static final Pattern BOUNDARY = Pattern.compile("(?i)(BEGIN|COMMIT|ROLLBACK);");
  private static final String ON_TABLE =
      "(?s)(INSERT INTO|UPDATE|DELETE FROM) (\\S+\\.)?\"?%s\"?\\s.*";

  private final Pattern onTable;

  /// @param table the version table, perhaps with its schema
  AlembicSql(String table) {
    var name = table.substring(table.lastIndexOf('.') + 1);
    this.onTable = Pattern.compile(ON_TABLE.formatted(Pattern.quote(name)));
  }

  /// The revision's own statements, and whether some of them are to run outside a transaction.
  record Own(String text, boolean leavesTransaction) {}

  Own own(String section) {
    var blocks = new ArrayList<>(List.of(section.strip().split("(?<=;)\\n\\n")));
    while (!blocks.isEmpty() && isAlembics(blocks.getLast().strip())) {
      blocks.removeLast();
    }
    var leaves = blocks.stream().anyMatch(block -> BOUNDARY.matcher(block.strip()).matches());
    blocks.removeIf(block -> BOUNDARY.matcher(block.strip()).matches());
    return new Own(String.join("\n\n", blocks), leaves);
  }

  private boolean isAlembics(String block) {
    return block.isEmpty() || BOUNDARY.matcher(block).matches() || onTable.matcher(block).matches();
  }
}
