package dev.revisor.cli;

import dev.revisor.cli.GraphLanes.Row;
import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The revisions as characters, a column a line of them:
///
///     *   e5 (mergepoint), merge
///     |\
///     * | c3, left
///     | * d4, right
///     |/
///     * b2 (branchpoint), base
final class GraphText {
  private GraphText() {}

  static List<String> draw(List<Entry> entries) {
    var lines = new ArrayList<String>();
    for (var row : GraphLanes.of(entries)) {
      add(lines, joining(row));
      lines.add(node(row));
      add(lines, parting(row));
    }
    return lines;
  }

  private static void add(List<String> lines, String line) {
    if (!line.isBlank()) {
      lines.add(line.stripTrailing());
    }
  }

  private static String node(Row row) {
    var line = new StringBuilder();
    var width = Math.max(row.before().size(), row.after().size());
    for (var lane = 0; lane < width; lane++) {
      var passes = passes(row, lane);
      line.append(lane == row.lane() ? "* " : passes ? "| " : "  ");
    }
    var depends = row.entry().dependsOn();
    return line.append(
            EntryText.line(row.entry(), EnumSet.complementOf(EnumSet.of(EntryText.Part.PARENTS))))
        .append(depends.isEmpty() ? "" : " (depends on " + join(depends) + ")")
        .toString();
  }

  private static boolean passes(Row row, int lane) {
    var before = at(row.before(), lane);
    return before != null && !before.equals(row.entry().id());
  }

  /// Other lanes that waited for the revision come in from the right.
  private static String joining(Row row) {
    var line = new StringBuilder();
    var joins = false;
    for (var lane = 0; lane < row.before().size(); lane++) {
      var joining = lane != row.lane() && row.entry().id().equals(at(row.before(), lane));
      if (joining) {
        joins = true;
        bridge(line, row.lane(), lane, '/');
      } else {
        line.append(at(row.before(), lane) == null ? "  " : "| ");
      }
    }
    return joins ? line.toString() : "";
  }

  /// Further parents go out to the right.
  private static String parting(Row row) {
    var line = new StringBuilder();
    var parts = false;
    for (var lane = 0; lane < row.after().size(); lane++) {
      var id = at(row.after(), lane);
      var parting =
          lane != row.lane()
              && id != null
              && row.entry().revises().contains(id)
              && !passes(row, lane);
      if (parting) {
        parts = true;
        bridge(line, row.lane(), lane, '\\');
      } else {
        line.append(id == null ? "  " : "| ");
      }
    }
    return parts ? line.toString() : "";
  }

  /// A slanted stroke just left of the lane, with a line up to it from the revision's lane.
  private static void bridge(StringBuilder line, int from, int to, char stroke) {
    var start = from * 2 + 1;
    var end = to * 2 - 1;
    for (var i = start; i < end && i < line.length(); i++) {
      if (line.charAt(i) == ' ') {
        line.setCharAt(i, '_');
      }
    }
    if (line.length() > end && end >= 0) {
      line.setCharAt(end, stroke);
    }
    line.append("  ");
  }

  private static @Nullable RevisionId at(List<@Nullable RevisionId> lanes, int lane) {
    return lane < lanes.size() ? lanes.get(lane) : null;
  }

  private static String join(List<RevisionId> ids) {
    return String.join(", ", ids.stream().map(RevisionId::value).toList());
  }
}
