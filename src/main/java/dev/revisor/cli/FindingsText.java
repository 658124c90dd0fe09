package dev.revisor.cli;

import dev.revisor.lint.Finding;
import dev.revisor.schema.Printable;
import java.util.List;
import java.util.Map;

/// Findings for people: each with its line of source, and what to write instead.
record FindingsText(Console console, FindingPlaces places) {
  private static final int WIDEST = 120;

  void print(List<Finding> findings) {
    var shown =
        findings.stream().filter(finding -> console.verbose() || !finding.isSuppressed()).toList();
    for (var from = 0; from < shown.size(); ) {
      var revision = shown.get(from).revision();
      var to = from;
      while (to < shown.size() && shown.get(to).revision().equals(revision)) {
        to++;
      }
      var group = shown.subList(from, to);
      var lines = places.lines(revision, group);
      group.forEach(finding -> print(finding, lines));
      from = to;
    }
    console.line(summary(findings));
  }

  private void print(Finding finding, Map<Integer, String> lines) {
    var level = finding.rule().level().word();
    console.line(
        "%s:%s: %s: %s [%s]"
            .formatted(
                places.file(finding),
                finding.position(),
                level,
                Printable.line(finding.message()),
                finding.rule().id()));
    var line = lines.get(finding.position().line());
    if (line != null) {
      source(finding, line);
    }
    if (!finding.alternative().isEmpty()) {
      var prefix = "  instead: ";
      for (var text : finding.alternative().lines().toList()) {
        console.line(prefix + text);
        prefix = " ".repeat(prefix.length());
      }
    }
    finding.suppression().ifPresent(reason -> console.line("  allowed: " + reason));
    console.line("");
  }

  /// The line, cut to what fits around the place, and a caret below it.
  private void source(Finding finding, String line) {
    var number = Integer.toString(finding.position().line());
    var points = line.codePoints().toArray();
    var at = Math.min(finding.position().column() - 1, points.length);
    var from = at < WIDEST - 20 ? 0 : at - 20;
    var to = Math.min(points.length, from + WIDEST);
    var text = new String(points, from, to - from);
    var before = new String(points, from, at - from).replaceAll("[^\t]", " ");
    console.line("  " + number + " | " + text.stripTrailing());
    console.line("  " + " ".repeat(number.length()) + " | " + before + "^");
  }

  static String summary(List<Finding> findings) {
    var suppressed = findings.stream().filter(Finding::isSuppressed).count();
    var refused = findings.stream().filter(Finding::isRefused).count();
    var count = findings.size() - suppressed;
    var text = count == 0 ? "no findings" : count == 1 ? "1 finding" : count + " findings";
    var what = refused == 0 ? "" : ", of which --lint enforce refuses " + refused;
    return text + what + (suppressed == 0 ? "" : ", " + suppressed + " allowed");
  }
}
