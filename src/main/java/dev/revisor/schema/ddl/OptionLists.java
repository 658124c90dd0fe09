package dev.revisor.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Lists of storage parameters (`fillfactor=70, …`) and of foreign options (`host 'a', …`).
final class OptionLists {
  private static final Pattern SERVER_OPTION =
      Pattern.compile("(\"(?:[^\"]|\"\")+\"|\\w+) ( ?E?'(?:[^']|'')*')");
  private static final Pattern PARAMETER = Pattern.compile(", (?=[\\w.]+=)");

  private OptionLists() {}

  /// ` WITH (…)`, or nothing.
  static String with(String options) {
    return options.isEmpty() ? "" : " WITH (" + String.join(", ", quoted(options).values()) + ")";
  }

  /// SET and RESET from one list to another.
  static List<String> alter(String alter, String from, String to) {
    var old = quoted(from);
    var now = quoted(to);
    var statements = new ArrayList<String>();
    var gone = old.keySet().stream().filter(name -> !now.containsKey(name)).toList();
    if (!gone.isEmpty()) {
      statements.add(alter + " RESET (" + String.join(", ", gone) + ")");
    }
    now.values().removeAll(old.values());
    if (!now.isEmpty()) {
      statements.add(alter + " SET (" + String.join(", ", now.values()) + ")");
    }
    return statements;
  }

  /// ADD, SET and DROP of foreign options.
  static List<String> alterServer(String alter, String from, String to) {
    var old = serverOptions(from);
    var now = serverOptions(to);
    var clauses = new ArrayList<String>();
    old.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> clauses.add("DROP " + name));
    now.forEach(
        (name, value) -> {
          if (!value.equals(old.get(name))) {
            clauses.add((old.containsKey(name) ? "SET " : "ADD ") + name + " " + value);
          }
        });
    return clauses.isEmpty()
        ? List.of()
        : List.of(alter + " OPTIONS (" + String.join(", ", clauses) + ")");
  }

  private static Map<String, String> serverOptions(String text) {
    var options = new LinkedHashMap<String, String>();
    var found = SERVER_OPTION.matcher(text);
    while (found.find()) {
      options.put(found.group(1), found.group(2));
    }
    return options;
  }

  /// Parameters by name, each as `name='value'`.
  private static Map<String, String> quoted(String text) {
    var options = new LinkedHashMap<String, String>();
    if (text.isEmpty()) {
      return options;
    }
    for (var option : PARAMETER.split(text)) {
      var equals = option.indexOf('=');
      var name = option.substring(0, equals);
      var value = option.substring(equals + 1);
      var plain = value.matches("[A-Za-z0-9_.]+");
      options.put(name, name + "=" + (plain ? value : Names.literal(value)));
    }
    return options;
  }
}
