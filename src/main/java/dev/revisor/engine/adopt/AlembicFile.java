package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.revision.Place;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The head of one of Alembic's Python files, read without running it: `revision`, `down_revision`,
/// `branch_labels` and `depends_on` are assignments of literals, the message and the date stand in
/// the module's string.
final class AlembicFile {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?m)^(revision|down_revision|branch_labels|depends_on)[ \\t]*(?::[^=\\n]*)?=[ \\t]*(?!=)");
  private static final Pattern DOCUMENTATION =
      Pattern.compile("\\A(?:\\s|#.*\\n)*[rRuU]?(\"\"\"|''')(.*?)\\1", Pattern.DOTALL);
  private static final Pattern DATE =
      Pattern.compile(
          "(?m)^Create Date:\\s*(\\d{4}-\\d\\d-\\d\\d)[ T]([0-9:.]+)([+-]\\d\\d:\\d\\d)?");
  private static final Pattern LABEL = Pattern.compile("[^\\s,@:+\\-]+");

  private final SourceFile file;
  private final List<Problem> problems;
  private final Map<String, List<String>> values = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private AlembicFile(SourceFile file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /// Empty for a file without a revision, which Alembic leaves out too, and for a broken one.
  static Optional<Revision> read(SourceFile file, List<Problem> problems) {
    var reader = new AlembicFile(file, problems);
    var before = problems.size();
    reader.assignments();
    return reader.values.containsKey("revision") && problems.size() == before
        ? reader.revision()
        : Optional.empty();
  }

  private void assignments() {
    var matcher = ASSIGNMENT.matcher(file.text());
    while (matcher.find()) {
      var name = matcher.group(1);
      var line = line(matcher.start());
      var value = PythonLiteral.read(file.text(), matcher.end());
      if (value.isEmpty()) {
        problem(line, name + " is no plain string or list of strings; write it as one");
      } else if (values.putIfAbsent(name, value.get()) == null) {
        lines.put(name, line);
      }
    }
  }

  private Optional<Revision> revision() {
    var ids = values("revision");
    if (ids.size() != 1 || !RevisionId.isValid(ids.getFirst())) {
      problem(lineOf("revision"), "the id must be 1 to 64 letters, digits, _ or ., was " + ids);
      return Optional.empty();
    }
    var before = problems.size();
    values("down_revision").stream()
        .filter(id -> !RevisionId.isValid(id))
        .forEach(id -> problem(lineOf("down_revision"), "'" + id + "' is no id of a revision"));
    for (var name : List.of("branch_labels", "depends_on")) {
      values(name).stream()
          .filter(label -> !LABEL.matcher(label).matches())
          .forEach(
              label ->
                  problem(
                      lineOf(name),
                      "a label must be without blanks and @ : + - , was '" + label + "'"));
    }
    return problems.size() > before ? Optional.empty() : Optional.of(revision(ids.getFirst()));
  }

  private Revision revision(String id) {
    var origin =
        new Revision.Origin(
            file.shown(),
            place("revision"),
            places("down_revision"),
            places("depends_on"),
            places("branch_labels"));
    return new Revision(
        new RevisionId(id),
        values("down_revision").stream().map(RevisionId::new).toList(),
        values("depends_on"),
        values("branch_labels"),
        message(),
        created(),
        origin);
  }

  /// The first paragraph of the module's string.
  private String message() {
    var found = DOCUMENTATION.matcher(file.text());
    if (!found.find()) {
      return "";
    }
    var paragraph =
        found
            .group(2)
            .strip()
            .lines()
            .takeWhile(l -> !l.isBlank() && !l.startsWith("Revision ID:"));
    return paragraph.collect(Collectors.joining(" ")).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  private @Nullable Instant created() {
    var found = DATE.matcher(file.text());
    if (!found.find()) {
      return null;
    }
    var text = found.group(1) + "T" + found.group(2);
    try {
      return found.group(3) == null
          ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text + found.group(3)).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  private List<String> values(String name) {
    return values.getOrDefault(name, List.of());
  }

  private Place place(String name) {
    return new Place(lineOf(name), 1);
  }

  private List<Place> places(String name) {
    return Collections.nCopies(values(name).size(), place(name));
  }

  private int lineOf(String name) {
    return lines.getOrDefault(name, 1);
  }

  private int line(int offset) {
    return 1 + (int) file.text().substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private void problem(int line, String message) {
    problems.add(new Problem(file.shown(), line, 0, message));
  }
}
