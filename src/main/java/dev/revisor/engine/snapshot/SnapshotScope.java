package dev.revisor.engine.snapshot;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.schema.Selection;
import java.util.ArrayList;
import java.util.List;

/// What a snapshot is a snapshot of. Another scope makes another snapshot, and no drift.
///
/// @param schemas patterns, as `revisor.yaml` has them
/// @param ignored patterns, as `revisor.yaml` has them
public record SnapshotScope(List<String> schemas, List<String> ignored) {
  public SnapshotScope {
    schemas = List.copyOf(schemas);
    ignored = List.copyOf(ignored);
  }

  /// The version table is no part of the schema.
  Selection selection(VersionTable table) {
    var left = new ArrayList<>(ignored);
    left.add(table.schema() + "." + table.table());
    return Selection.of(schemas, left);
  }
}
