package dev.revisor.engine.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What `alembic upgrade --sql` and `downgrade --sql` print, cut into revisions: each begins with a
/// comment `-- Running upgrade a1 -> b2`.
///
/// @param sections the text behind each comment, by revision; the last one may have broken off
record AlembicOutput(Map<String, String> sections, Optional<String> last, Optional<String> table) {
  private static final Pattern TABLE =
      Pattern.compile("(?m)^CREATE TABLE (\\S+) \\(\\s+version_num ");
  private static final Pattern PERCENTS = Pattern.compile("%+");

  /// @param known the comments that there can be, with their revisions; others are a script's own
  static AlembicOutput parse(String printed, Map<String, String> known) {
    var sections = new LinkedHashMap<String, String>();
    var text = new StringBuilder();
    var preamble = "";
    String current = null;
    for (var line : printed.split("(?<=\\n)")) {
      var next = known.get(line.stripTrailing());
      if (next == null) {
        text.append(line);
        continue;
      }
      if (current == null) {
        preamble = text.toString();
      } else {
        sections.put(current, text.toString());
      }
      text.setLength(0);
      current = next;
    }
    if (current != null) {
      sections.put(current, text.toString());
    }
    var table = TABLE.matcher(preamble);
    return new AlembicOutput(
        sections,
        Optional.ofNullable(current),
        table.find() ? Optional.of(table.group(1).replace("\"", "")) : Optional.empty());
  }

  /// Whether every percent sign is printed twice, as SQLAlchemy's PostgreSQL drivers do it unless
  /// env.py says `paramstyle: named`.
  static boolean doublesPercents(List<String> texts) {
    var runs = new ArrayList<Integer>();
    for (var text : texts) {
      PERCENTS.matcher(text).results().forEach(run -> runs.add(run.group().length()));
    }
    return !runs.isEmpty() && runs.stream().allMatch(length -> length % 2 == 0);
  }
}
