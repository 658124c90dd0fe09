package dev.revisor.script;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes a [ScriptHeader] of header lines.
final class HeaderLines {
  private final Problems problems;
  private final Map<String, Directive> seen = new HashMap<>();
  private @Nullable Located<String> revision;
  private List<Located<String>> revises = List.of();
  private List<Located<String>> labels = List.of();
  private List<Located<String>> dependsOn = List.of();
  private @Nullable Located<Instant> created;
  private @Nullable Located<String> message;

  HeaderLines(Problems problems) {
    this.problems = problems;
  }

  /// Takes a directive of the kind [Directive.Kind#HEADER].
  void add(Directive line) {
    var earlier = seen.putIfAbsent(line.keyword(), line);
    if (earlier != null) {
      var message = "'revisor:%s' is given twice; the first is on line %d";
      problems.add(line.position(), message.formatted(line.keyword(), earlier.position().line()));
      return;
    }
    if (line.argument().isEmpty() && !line.keyword().equals("message")) {
      problems.add(line.position(), "'revisor:" + line.keyword() + "' has no value");
      return;
    }
    switch (line.keyword()) {
      case "revision" -> revision = revision(line);
      case "revises" -> revises = list(line, HeaderForm::isId, HeaderForm.ID_FORM);
      case "labels" -> labels = list(line, HeaderForm::isLabel, HeaderForm.LABEL_FORM);
      case "depends-on" -> dependsOn = list(line, HeaderForm::isLabel, HeaderForm.LABEL_FORM);
      case "created" -> created = created(line);
      case "message" -> message = message(line);
      default -> throw new IllegalArgumentException("no header line: " + line.keyword());
    }
  }

  /// The header; it is a problem if there was no revision line.
  ScriptHeader header() {
    if (!seen.containsKey("revision")) {
      problems.add(Position.START, "the header line '-- revisor:revision ID' is missing");
    }
    return new ScriptHeader(revision, revises, labels, dependsOn, created, message);
  }

  private @Nullable Located<String> revision(Directive line) {
    if (!HeaderForm.isId(line.argument())) {
      problems.add(
          line.argumentPosition(),
          "a revision id must be " + HeaderForm.ID_FORM + ", was '" + line.argument() + "'");
      return null;
    }
    return new Located<>(line.argument(), line.argumentPosition());
  }

  private List<Located<String>> list(Directive line, Predicate<String> form, String said) {
    if (form.test(line.argument())) {
      return List.of(new Located<>(line.argument(), line.argumentPosition()));
    }
    var values = new ArrayList<Located<String>>();
    var names = new HashSet<String>();
    var start = line.argumentPosition();
    for (var part : line.argument().split(",", -1)) {
      var value = part.strip();
      var position = start.after(part.substring(0, part.indexOf(value)));
      if (!form.test(value)) {
        var complaint = "each of 'revisor:%s' must be %s, with commas between, was '%s'";
        problems.add(position, complaint.formatted(line.keyword(), said, value));
      } else if (!names.add(value)) {
        problems.add(position, "'" + value + "' is named twice");
      } else {
        values.add(new Located<>(value, position));
      }
      start = start.after(part + ",");
    }
    return values;
  }

  private @Nullable Located<Instant> created(Directive line) {
    try {
      return new Located<>(CreatedTime.parse(line.argument()), line.argumentPosition());
    } catch (DateTimeParseException _) {
      problems.add(
          line.argumentPosition(),
          "'revisor:created' must be a time such as 2026-11-23T10:15:00Z, was '"
              + line.argument()
              + "'");
      return null;
    }
  }

  private static @Nullable Located<String> message(Directive line) {
    return line.argument().isEmpty()
        ? null
        : new Located<>(line.argument(), line.argumentPosition());
  }
}
