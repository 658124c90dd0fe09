package dev.revisor.lint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One entry of a rule's table in src/test/resources/lint/rules: a file a rule. An entry begins
/// with `### bad: name` or `### good: name`; its parts begin with `--- before`, `--- upgrade` (with
/// options) or `--- downgrade`, or are the upgrade.
///
/// @param parts their text by the line that begins them
record RuleCase(String rule, boolean bad, String name, Map<String, String> parts) {
  static final Path FOLDER = Path.of("src/test/resources/lint/rules");

  static Stream<RuleCase> all() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var all = new ArrayList<RuleCase>();
      for (var file : files.sorted().toList()) {
        all.addAll(read(file));
      }
      return all.stream();
    }
  }

  private static List<RuleCase> read(Path file) throws IOException {
    var rule = file.getFileName().toString().replace(".sql", "");
    var cases = new ArrayList<RuleCase>();
    for (var entry : Files.readString(file, UTF_8).split("(?m)^### ")) {
      if (entry.isBlank()) {
        continue;
      }
      var head = entry.lines().findFirst().orElseThrow().split(": ", 2);
      var body = entry.substring(entry.indexOf('\n') + 1);
      cases.add(new RuleCase(rule, head[0].equals("bad"), head[1], parts(body)));
    }
    return cases;
  }

  private static Map<String, String> parts(String body) {
    var parts = new LinkedHashMap<String, String>();
    var text = body.startsWith("--- ") ? body : "--- upgrade\n" + body;
    for (var part : text.split("(?m)^--- ")) {
      if (!part.isBlank()) {
        var head = part.lines().findFirst().orElseThrow();
        parts.put(head, part.substring(part.indexOf('\n') + 1));
      }
    }
    return parts;
  }

  /// The findings of the rule in the revision, those of `before` left out.
  List<Finding> findings() {
    return of(revisions("", ""));
  }

  /// With a line above the first section.
  List<Finding> findingsWith(String line) {
    return of(revisions(line + "\n", ""));
  }

  /// With what was there before made by the revision's own upgrade.
  List<Finding> findingsTogether() {
    return of(revisions("", parts.getOrDefault("before", "")));
  }

  boolean isUpgradeOfExisting() {
    return parts.containsKey("before") && !parts.containsKey("downgrade");
  }

  /// Whether what counts is its upgrade, and there is nothing else.
  boolean isUpgradeAlone() {
    return parts.keySet().stream().allMatch(head -> head.matches("before|upgrade.*"));
  }

  /// The same with its upgrade as the downgrade.
  RuleCase asDowngrade() {
    var turned = new LinkedHashMap<String, String>();
    parts.forEach((head, sql) -> turned.put(head.replace("upgrade", "downgrade"), sql));
    return new RuleCase(rule, bad, name, turned);
  }

  private List<Finding> of(Lints lints) {
    return lints.findings("r2").stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .toList();
  }

  private Lints revisions(String header, String first) {
    var before = first.isEmpty() ? parts.getOrDefault("before", "") : "";
    var text = new StringBuilder(header);
    parts.forEach(
        (head, sql) -> {
          if (!head.equals("before")) {
            var extra = head.startsWith("upgrade") ? first : "";
            text.append("-- revisor:").append(head).append('\n').append(extra).append(sql);
          }
        });
    if (!text.toString().contains("-- revisor:upgrade")) {
      text.insert(header.length(), "-- revisor:upgrade\n" + first);
    }
    var rule = Rules.find(this.rule).orElseThrow();
    var enabled = rule.isOnByDefault() ? java.util.Set.<String>of() : java.util.Set.of(this.rule);
    var options = LintOptions.DEFAULTS;
    return new Lints()
        .with(
            new LintOptions(
                enabled,
                options.disabled(),
                options.serverVersion(),
                Map.of("table", java.util.regex.Pattern.compile("[a-z_]+")),
                1000,
                Map.of(
                    new dev.revisor.lint.sql.Name("public", "big"),
                    new Activity(5000, 1_000_000, 10))))
        .revision("r1", "", "-- revisor:upgrade\n" + before)
        .revision("r2", "r1", text.toString());
  }

  @Override
  public String toString() {
    return rule + (bad ? " bad: " : " good: ") + name;
  }
}
