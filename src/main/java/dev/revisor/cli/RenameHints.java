package dev.revisor.cli;

import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.ddl.Enclosed;
import dev.revisor.schema.diff.Change;
import java.util.ArrayList;
import java.util.List;

/// A drop beside an add may have been meant as a rename: says so, and how to have it.
record RenameHints(List<Change> changes) {
  /// Comment lines; none where there is no doubt.
  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var kind : List.of(Kind.TABLE, Kind.COLUMN)) {
      for (var removed : of(kind, Change.Action.REMOVED)) {
        for (var added : of(kind, Change.Action.ADDED)) {
          if (kind == Kind.TABLE
              ? removed.schema().equals(added.schema())
              : removed.qualified().equals(added.qualified())) {
            lines.add(
                Enclosed.comment(
                    "rename? %s goes and %s comes; to keep the data: --rename %s=%s",
                    removed.path(),
                    added.path(),
                    removed.path(),
                    kind == Kind.TABLE ? added.name() : added.detail()));
          }
        }
      }
    }
    return lines.size() > 20 ? lines.subList(0, 20) : lines;
  }

  private List<ObjectId> of(Kind kind, Change.Action action) {
    return changes.stream()
        .filter(change -> change.action() == action && change.object().kind() == kind)
        .map(Change::object)
        .toList();
  }
}
