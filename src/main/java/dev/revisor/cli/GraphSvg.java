package dev.revisor.cli;

import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The revisions as a picture: a circle each, lines to what they revise, dashed ones to what they
/// depend on. Follows the reader's choice of light or dark.
final class GraphSvg {
  private static final int LANE = 22;
  private static final int ROW = 30;
  private static final int MARGIN = 20;
  private static final int CHARACTER = 8;

  private record Point(int x, int y) {}

  private GraphSvg() {}

  static List<String> draw(List<Entry> entries) {
    var rows = GraphLanes.of(entries);
    var points = new HashMap<RevisionId, Point>();
    var lanes = 0;
    var longest = 0;
    for (var i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      points.put(row.entry().id(), new Point(MARGIN + row.lane() * LANE, MARGIN + i * ROW));
      lanes = Math.max(lanes, row.before().size());
      longest = Math.max(longest, label(row.entry()).length());
    }
    var textX = MARGIN + lanes * LANE;
    var lines = new ArrayList<String>();
    lines.add(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"revisions\">")
            .formatted(textX + longest * CHARACTER + MARGIN, rows.size() * ROW + MARGIN));
    lines.add(
        "<style>svg{color-scheme:light dark;color:light-dark(#222,#ddd)}"
            + "path{fill:none;stroke:currentColor}circle{fill:currentColor}"
            + "text{fill:currentColor;font:13px sans-serif}</style>");
    GraphMarkup.Edge.of(entries).forEach(edge -> lines.add(path(edge, points)));
    entries.forEach(entry -> lines.add(node(entry, points, textX)));
    lines.add("</svg>");
    return lines;
  }

  private static String path(GraphMarkup.Edge edge, Map<RevisionId, Point> points) {
    var from = point(points, edge.from());
    var to = point(points, edge.to());
    var dashes = edge.kind() == GraphMarkup.Edge.Kind.dependsOn ? " stroke-dasharray=\"4 3\"" : "";
    return "<path d=\"M%d %dC%d %d %d %d %d %d\"%s/>"
        .formatted(
            from.x(),
            from.y(),
            from.x(),
            from.y() + ROW,
            to.x(),
            to.y() - ROW,
            to.x(),
            to.y(),
            dashes);
  }

  private static String node(Entry entry, Map<RevisionId, Point> points, int textX) {
    var point = point(points, entry.id());
    return "<circle cx=\"%d\" cy=\"%d\" r=\"5\"/><text x=\"%d\" y=\"%d\">%s</text>"
        .formatted(point.x(), point.y(), textX, point.y() + 4, GraphMarkup.escaped(label(entry)));
  }

  private static String label(Entry entry) {
    var labels = entry.labels().isEmpty() ? "" : " (" + String.join(", ", entry.labels()) + ")";
    return entry.id() + labels + " " + GraphMarkup.firstLine(entry);
  }

  private static Point point(Map<RevisionId, Point> points, RevisionId id) {
    var point = points.get(id);
    if (point == null) {
      throw new IllegalStateException("every revision has a place, was " + id);
    }
    return point;
  }
}
