package dev.revisor.cli;

import dev.revisor.lint.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Findings as a document: those that count, and those that are allowed.
final class FindingsJson {
  private FindingsJson() {}

  static void print(Console console, List<Finding> findings) {
    var counting = findings.stream().filter(finding -> !finding.isSuppressed()).toList();
    var suppressed = findings.stream().filter(Finding::isSuppressed).toList();
    console.document(
        "LintResult",
        json ->
            json.objects("findings", counting, finding -> write(json, finding))
                .objects(
                    "suppressed",
                    suppressed,
                    finding -> write(json, finding).text("reason", finding.suppression()))
                .number("refused", findings.stream().filter(Finding::isRefused).count()));
  }

  private static JsonWriter write(JsonWriter json, Finding finding) throws IOException {
    return json.text("rule", finding.rule().id())
        .text("level", finding.rule().level().word())
        .text("revision", finding.revision().value())
        .text("path", finding.path())
        .text("section", finding.part().name().toLowerCase(Locale.ROOT))
        .number("line", finding.position().line())
        .number("column", finding.position().column())
        .text("message", finding.message())
        .text("alternative", finding.alternative());
  }

  /// As a plan's steps have them: with what is allowed, since that counts for an approval.
  static void writeOfStep(JsonWriter json, List<Finding> findings) throws IOException {
    json.objects(
        "findings",
        findings,
        finding ->
            json.text("rule", finding.rule().id())
                .text("level", finding.rule().level().word())
                .number("line", finding.position().line())
                .text("message", finding.message())
                .text("suppressed", finding.suppression()));
  }
}
