package dev.revisor.engine.adopt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What reading changelogs has given so far: changesets in their order, properties, and what is
/// left out or not kept.
final class LiquibaseLog {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^\\s{}]+)}");

  private final List<Changeset> changesets = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, Set<String>> notes = new LinkedHashMap<>();

  private final Contexts contexts;

  LiquibaseLog(Map<String, String> given) {
    contexts = Contexts.in(given);
    properties.putAll(given);
  }

  void add(Changeset changeset) {
    changesets.add(changeset);
  }

  List<Changeset> changesets() {
    return changesets;
  }

  /// Sets a property; the first one of a name counts.
  void define(String name, String value) {
    properties.putIfAbsent(name, value);
  }

  /// Puts in the properties that are known.
  String resolve(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(properties.getOrDefault(found.group(1), found.group())));
  }

  Map<String, String> properties() {
    return properties;
  }

  /// Notes that something holds for a changeset.
  void note(String sentence, String id) {
    notes.computeIfAbsent(sentence, _ -> new LinkedHashSet<>()).add(id);
  }

  List<String> notes() {
    return notes.entrySet().stream()
        .map(each -> each.getKey() + String.join(", ", each.getValue()))
        .toList();
  }

  /// Whether a changeset is for PostgreSQL and not switched off; notes what is not kept of it.
  boolean runs(Map<String, String> attributes, String id) {
    if (attributes.getOrDefault("ignore", "").equalsIgnoreCase("true")
        || !isForPostgres(attributes.getOrDefault("dbms", ""))) {
      note("left out, since PostgreSQL does not run them: ", id);
      return false;
    }
    if (!isInContext(attributes)) {
      note("left out, since their contexts are not among those given: ", id);
      return false;
    }
    for (var repeated : List.of("runAlways", "runOnChange")) {
      if (attributes.getOrDefault(repeated, "").equalsIgnoreCase("true")) {
        note(repeated + " is not kept; what runs once here: ", id);
      }
    }
    for (var filter : List.of("context", "contextFilter", "labels")) {
      var isKept = contexts.areGiven() && !filter.equals("labels");
      if (!isKept && !attributes.getOrDefault(filter, "").isEmpty()) {
        note(filter + " is not kept; what runs everywhere here: ", id);
      }
    }
    return true;
  }

  /// Whether something runs in the contexts that were given.
  boolean isInContext(Map<String, String> attributes) {
    return contexts.run(
        attributes.getOrDefault("contextFilter", attributes.getOrDefault("context", "")));
  }

  static boolean isForPostgres(String dbms) {
    var names = List.of(dbms.toLowerCase(java.util.Locale.ROOT).split("[,\\s]+"));
    if (dbms.isBlank() || names.contains("all")) {
      return true;
    }
    var denied = names.stream().anyMatch(name -> name.equals("!postgresql"));
    var onlyDenials = names.stream().allMatch(name -> name.startsWith("!"));
    return !denied && (onlyDenials || names.contains("postgresql"));
  }
}
