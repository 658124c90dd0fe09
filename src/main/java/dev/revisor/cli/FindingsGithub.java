package dev.revisor.cli;

import dev.revisor.lint.Finding;
import dev.revisor.lint.Level;
import java.util.List;

/// Findings as workflow commands of GitHub Actions, which shows them beside the source.
record FindingsGithub(Console console, FindingPlaces places) {
  void print(List<Finding> findings) {
    findings.stream()
        .filter(finding -> !finding.isSuppressed())
        .forEach(finding -> console.line(command(finding)));
  }

  private String command(Finding finding) {
    var level = finding.rule().level();
    var word = level.isRefused() ? "error" : level == Level.WARNING ? "warning" : "notice";
    var instead = finding.alternative().isEmpty() ? "" : "\ninstead: " + finding.alternative();
    return "::%s file=%s,line=%d,col=%d,title=%s::%s"
        .formatted(
            word,
            property(places.file(finding)),
            finding.position().line(),
            finding.position().column(),
            property(level.word() + " " + finding.rule().id()),
            data(finding.message() + instead));
  }

  /// As `@actions/core` escapes what follows the second `::`.
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
