package dev.revisor.cli;

import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The revisions for programs that draw: Graphviz and Mermaid.
final class GraphMarkup {
  private GraphMarkup() {}

  /// From a revision to one that it needs.
  record Edge(RevisionId from, RevisionId to, Kind kind) {
    enum Kind {
      revises,
      dependsOn
    }

    static List<Edge> of(List<Entry> entries) {
      var edges = new ArrayList<Edge>();
      for (var entry : entries) {
        entry.revises().forEach(to -> edges.add(new Edge(entry.id(), to, Kind.revises)));
        entry.dependsOn().forEach(to -> edges.add(new Edge(entry.id(), to, Kind.dependsOn)));
      }
      return edges;
    }
  }

  /// A digraph of Graphviz (https://graphviz.org/doc/info/lang.html).
  static List<String> dot(List<Entry> entries) {
    var lines = new ArrayList<String>();
    lines.add("digraph revisions {");
    lines.add("  rankdir=BT;");
    lines.add("  node [shape=box, fontname=\"sans-serif\"];");
    for (var entry : entries) {
      var text = entry.id() + "\n" + firstLine(entry);
      lines.add("  " + quoted(entry.id().value()) + " [label=" + quoted(text) + "];");
    }
    for (var edge : Edge.of(entries)) {
      var style = edge.kind() == Edge.Kind.dependsOn ? " [style=dashed]" : "";
      lines.add(
          "  %s -> %s%s;".formatted(quoted(edge.to().value()), quoted(edge.from().value()), style));
    }
    lines.add("}");
    return lines;
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  /// A flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html). Nodes are numbered,
  /// since ids may be words of its language.
  static List<String> mermaid(List<Entry> entries) {
    var lines = new ArrayList<String>();
    var numbers = new HashMap<RevisionId, Integer>();
    lines.add("flowchart BT");
    for (var entry : entries) {
      numbers.put(entry.id(), numbers.size());
      var text = entry.id() + "<br>" + escaped(firstLine(entry));
      lines.add("  r%d[\"%s\"]".formatted(numbers.get(entry.id()), text));
    }
    for (var edge : Edge.of(entries)) {
      var arrow = edge.kind() == Edge.Kind.dependsOn ? "-.->" : "-->";
      lines.add("  r%d %s r%d".formatted(numbers.get(edge.to()), arrow, numbers.get(edge.from())));
    }
    return lines;
  }

  static String firstLine(Entry entry) {
    return entry.message().lines().findFirst().orElse("");
  }

  /// For HTML and XML.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
