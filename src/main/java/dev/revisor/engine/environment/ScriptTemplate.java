package dev.revisor.engine.environment;

import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The template of new revision files: text with `${…}`. Its names are `header` (all header lines),
/// `upgrade` and `downgrade` (the sections' SQL, empty for an empty revision), and the header's
/// values one by one: `rev`, `revises`, `labels`, `dependsOn`, `created`, `message`.
final class ScriptTemplate {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^{}\\n]*)}");
  private static final List<String> NAMES =
      List.of(
          "header",
          "rev",
          "revises",
          "labels",
          "dependsOn",
          "created",
          "message",
          "upgrade",
          "downgrade");

  private final String text;

  ScriptTemplate(String text) {
    this.text = text;
  }

  /// Names in the template that there are none of.
  List<Problem> problems(String file) {
    var problems = new ArrayList<Problem>();
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var matcher = PLACE.matcher(lines.get(i));
      while (matcher.find()) {
        if (!NAMES.contains(matcher.group(1))) {
          var message =
              "unknown name ${%s}; known names are %s"
                  .formatted(matcher.group(1), String.join(", ", NAMES));
          problems.add(new Problem(file, i + 1, matcher.start() + 1, message));
        }
      }
    }
    return problems;
  }

  /// The template with the section marks as the revision wants them.
  private String withModes(NewRevision.Modes modes) {
    return withMode(withMode(text, "upgrade", modes.upgrade()), "downgrade", modes.downgrade());
  }

  private static String withMode(String template, String section, TransactionMode mode) {
    return mode == TransactionMode.NONE
        ? template.replaceFirst("(?m)^(-- *revisor:" + section + ")[ \\t]*$", "$1 transaction=none")
        : template;
  }

  /// The file's text, ending with one newline.
  String render(NewRevision revision) {
    var values =
        Map.of(
            "header", revision.header(),
            "rev", revision.id().value(),
            "revises", revision.revisesText(),
            "labels", String.join(", ", revision.labels()),
            "dependsOn", String.join(", ", revision.dependsOn()),
            "created", revision.created().toString(),
            "message", revision.messageText(),
            "upgrade", revision.upgrade().stripTrailing(),
            "downgrade", revision.downgrade().stripTrailing());
    return PLACE
            .matcher(withModes(revision.modes()))
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())))
            .stripTrailing()
        + "\n";
  }
}
