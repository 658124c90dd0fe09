package dev.revisor.cli;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.NamePattern;
import dev.revisor.schema.Selection;
import java.util.ArrayList;
import java.util.List;

/// Patterns of what to look at that nothing has a name for: perhaps typing errors, with which no
/// difference would ever be found.
final class Unmatched {
  private final Selection selection;
  private final List<NamePattern> names;
  private final List<NamePattern> schemas;

  Unmatched(Selection selection) {
    this.selection = selection;
    this.names = new ArrayList<>(selection.included());
    this.schemas = new ArrayList<>(selection.schemas());
  }

  /// What a catalog has a name for is none.
  Unmatched seen(Catalog catalog) {
    names.retainAll(selection.unmatched(catalog));
    schemas.retainAll(selection.unmatchedSchemas(catalog));
    return this;
  }

  void warn(Console console) {
    names.forEach(pattern -> console.warn("nothing matches --include " + pattern));
    schemas.forEach(pattern -> console.warn("no schema matches " + pattern));
  }
}
