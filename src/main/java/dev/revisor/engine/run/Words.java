package dev.revisor.engine.run;

import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.stream.Collectors;

/// Sentences about runs.
final class Words {
  private Words() {}

  static String nothing(List<RevisionId> rows) {
    return "nothing to do; at " + at(rows);
  }

  /// Such as `applied 2 revisions; now at 3f2a9c1b7d4e`.
  static String done(int upgraded, int downgraded, List<RevisionId> rows) {
    if (upgraded + downgraded == 0) {
      return "now at " + at(rows);
    }
    var up = upgraded == 0 ? "" : "applied " + revisions(upgraded);
    var down = downgraded == 0 ? "" : "undid " + revisions(downgraded);
    return down + (up.isEmpty() || down.isEmpty() ? "" : ", ") + up + "; now at " + at(rows);
  }

  private static String revisions(int count) {
    return count == 1 ? "1 revision" : count + " revisions";
  }

  static String at(List<RevisionId> rows) {
    return rows.isEmpty()
        ? "base"
        : rows.stream().map(RevisionId::value).collect(Collectors.joining(", "));
  }
}
