package dev.revisor.cli;

import dev.revisor.lint.Finding;
import dev.revisor.lint.Level;
import dev.revisor.lint.Rule;
import java.io.IOException;
import java.util.List;

/// Findings as SARIF 2.1.0, which code hosts and editors read.
record FindingsSarif(Console console, FindingPlaces places) {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  void print(List<Finding> findings) {
    console.object(
        json ->
            json.text("$schema", SCHEMA)
                .text("version", "2.1.0")
                .objects("runs", List.of(findings), run -> run(json, run)));
  }

  private void run(JsonWriter json, List<Finding> findings) throws IOException {
    var rules = findings.stream().map(Finding::rule).distinct().toList();
    json.object("tool", tool -> tool.object("driver", driver -> driver(driver, rules)))
        .text("columnKind", "unicodeCodePoints")
        .objects("results", findings, finding -> result(json, finding, rules));
  }

  private static void driver(JsonWriter json, List<Rule> rules) throws IOException {
    json.text("name", "revisor")
        .text("informationUri", "https://revisor.dev")
        .objects("rules", rules, rule -> rule(json, rule));
  }

  private static void rule(JsonWriter json, Rule rule) throws IOException {
    json.text("id", rule.id())
        .object("shortDescription", text -> text.text("text", rule.summary()))
        .object("fullDescription", text -> text.text("text", rule.reason()))
        .object("help", text -> text.text("text", rule.instead()))
        .object("defaultConfiguration", level -> level.text("level", level(rule.level())))
        .object("properties", more -> more.text("level", rule.level().word()));
  }

  private void result(JsonWriter json, Finding finding, List<Rule> rules) throws IOException {
    var instead = finding.alternative();
    var text = finding.message() + (instead.isEmpty() ? "" : "\nInstead: " + instead);
    json.text("ruleId", finding.rule().id())
        .number("ruleIndex", rules.indexOf(finding.rule()))
        .text("level", level(finding.rule().level()))
        .object("message", message -> message.text("text", text))
        .objects("locations", List.of(finding), each -> location(json, each))
        .objects(
            "suppressions",
            finding.suppression().stream().toList(),
            reason -> json.text("kind", "inSource").text("justification", reason))
        .object("properties", more -> more.text("revision", finding.revision().value()));
  }

  private void location(JsonWriter json, Finding finding) throws IOException {
    json.object(
        "physicalLocation",
        physical ->
            physical
                .object("artifactLocation", file -> file.text("uri", uri(places.file(finding))))
                .object(
                    "region",
                    region ->
                        region
                            .number("startLine", finding.position().line())
                            .number("startColumn", finding.position().column())));
  }

  private static String uri(String path) {
    try {
      return new java.net.URI(null, null, path, null).getRawPath();
    } catch (java.net.URISyntaxException _) {
      return path;
    }
  }

  private static String level(Level level) {
    return level.isRefused() ? "error" : level == Level.WARNING ? "warning" : "note";
  }
}
