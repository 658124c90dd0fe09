package dev.revisor.script;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The values of psql variables, given with `-x name=value` or the resource's `parameters`. In the
/// order of their names.
public record Variables(SortedMap<String, String> values) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_\\x80-\\x{10FFFF}][A-Za-z0-9_\\x80-\\x{10FFFF}]*");

  public Variables {
    values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
    for (var name : values.keySet()) {
      if (!isName(name)) {
        throw new IllegalArgumentException(
            "a variable's name must be letters, digits and underscores and must not begin with a"
                + " digit, was '"
                + name
                + "'");
      }
    }
  }

  /// No variables.
  public static Variables none() {
    return of(Map.of());
  }

  /// These variables.
  ///
  /// @throws IllegalArgumentException for a name that is none, see [#isName]
  public static Variables of(Map<String, String> values) {
    return new Variables(new TreeMap<>(values));
  }

  /// Whether `text` can name a variable: letters, digits, underscores and any character beyond
  /// ASCII, no digit first.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// The value of `name`.
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
