package dev.revisor.lint;

import dev.revisor.lint.sql.Name;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What rules are told beside the revisions.
///
/// @param enabled ids of rules that are off by default
/// @param disabled ids of rules
/// @param serverVersion the server's major version
/// @param naming what names must match, by `table`, `column`, `index`, `constraint`
/// @param hotRows from how many rows, or changes of rows, on a table counts as hot
/// @param activity of a live database's tables, by name with schema; empty when none was asked
public record LintOptions(
    Set<String> enabled,
    Set<String> disabled,
    int serverVersion,
    Map<String, Pattern> naming,
    long hotRows,
    Map<Name, Activity> activity) {
  /// The oldest major version that is supported: what holds there holds later, mostly.
  public static final int OLDEST_SERVER = 14;

  /// What names can be given patterns.
  public static final Set<String> NAMED = Set.of("table", "column", "index", "constraint");

  public static final LintOptions DEFAULTS =
      new LintOptions(Set.of(), Set.of(), OLDEST_SERVER, Map.of(), 1_000_000, Map.of());

  public LintOptions {
    enabled = Set.copyOf(enabled);
    disabled = Set.copyOf(disabled);
    naming = java.util.Collections.unmodifiableMap(new TreeMap<>(naming));
    activity = Map.copyOf(activity);
    if (hotRows < 1) {
      throw new IllegalArgumentException("hotRows must be 1 or more, was " + hotRows);
    }
  }

  boolean isOn(Rule rule) {
    if (disabled.contains(rule.id())) {
      return false;
    }
    return rule.isOnByDefault()
        || enabled.contains(rule.id())
        || rule.equals(StyleChecks.NAMING) && !naming.isEmpty();
  }

  /// With another server.
  public LintOptions withServer(int major, Map<Name, Activity> tables) {
    return new LintOptions(enabled, disabled, major, naming, hotRows, tables);
  }
}
