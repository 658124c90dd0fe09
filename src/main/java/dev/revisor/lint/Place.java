package dev.revisor.lint;

import dev.revisor.lint.known.Known;
import dev.revisor.lint.known.KnownTable;
import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import java.util.Optional;
import java.util.Set;

/// What a rule knows of a statement.
///
/// @param known what there is before the statement
/// @param progress what the section has done before it
/// @param undone what this downgrade's upgrade did, see [Deeds]; empty in an upgrade
record Place(
    LintStatement statement,
    Known known,
    Progress progress,
    Part part,
    Set<String> undone,
    LintOptions options) {
  Command command() {
    return statement.command();
  }

  Optional<KnownTable> table(Name name) {
    return known.table(name);
  }

  /// Whether nobody else can see the table: the section itself made it, or it is temporary.
  boolean isNew(Name table) {
    return progress.made(known.resolve(table))
        || known.table(table).map(KnownTable::isTemporary).orElse(false);
  }

  /// Whether this is a downgrade whose upgrade made the table.
  boolean isOwn(Name table) {
    return undone.contains(Deeds.dropTable(known.resolve(table)));
  }

  int server() {
    return options.serverVersion();
  }
}
