package dev.revisor.cli;

import java.io.IOException;
import java.util.List;

/// Revisions as the JSON document of kind `RevisionList`.
final class EntryJson {
  private EntryJson() {}

  static void write(JsonWriter json, List<Entry> entries) throws IOException {
    json.objects("revisions", entries, entry -> write(json, entry));
  }

  private static void write(JsonWriter json, Entry entry) throws IOException {
    json.text("revision", entry.id().value())
        .texts("revises", entry.revises())
        .texts("dependsOn", entry.dependsOn())
        .texts("labels", entry.labels())
        .text("message", entry.message())
        .text("created", entry.created())
        .text("path", entry.path())
        .truth("head", entry.isHead())
        .truth("branchpoint", entry.isBranchpoint())
        .truth("mergepoint", entry.isMergepoint())
        .truth("current", entry.current());
  }
}
