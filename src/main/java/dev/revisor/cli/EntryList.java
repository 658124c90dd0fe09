package dev.revisor.cli;

import dev.revisor.cli.EntryText.Part;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Prints revisions of a directory: a line each, a paragraph each with `-v`, or as JSON.
///
/// @param rows the version rows, when a database was asked
record EntryList(
    Console console, RevisionDirectory revisions, Optional<? extends Collection<RevisionId>> rows) {

  static EntryList of(Session session, RevisionDirectory revisions) {
    return new EntryList(session.console(), revisions, Optional.empty());
  }

  List<Entry> entries(Collection<RevisionId> ids) {
    return ids.stream().map(id -> Entry.of(revisions.graph(), id, rows)).toList();
  }

  /// @param parts what a line holds
  void print(Collection<RevisionId> ids, Set<Part> parts) {
    if (console.json() || console.verbose()) {
      printWhole(ids);
    } else {
      entries(ids).forEach(entry -> console.line(EntryText.line(entry, parts)));
    }
  }

  /// Paragraphs, or JSON.
  void printWhole(Collection<RevisionId> ids) {
    var entries = entries(ids);
    if (console.json()) {
      console.document("RevisionList", json -> EntryJson.write(json, entries));
    } else {
      entries.forEach(entry -> paragraph(entry).forEach(console::line));
    }
  }

  List<String> paragraph(Entry entry) {
    var path = entry.path().isEmpty() ? "" : revisions.environment().path().resolve(entry.path());
    return EntryText.paragraph(entry, path.toString());
  }
}
