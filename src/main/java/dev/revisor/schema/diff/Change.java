package dev.revisor.schema.diff;

import dev.revisor.schema.ObjectId;
import dev.revisor.schema.Printable;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One object that differs.
///
/// @param values what differs of an altered one, by property
public record Change(ObjectId object, Action action, SortedMap<String, Values> values) {
  public Change {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /// What happened to it, seen from the first catalog.
  public enum Action {
    ADDED,
    REMOVED,
    ALTERED
  }

  /// A property before and after; `null`: PostgreSQL's default.
  public record Values(@Nullable String from, @Nullable String to) {
    private String described() {
      return (from == null ? "default" : shortened(from))
          + " -> "
          + (to == null ? "default" : shortened(to));
    }

    private static String shortened(String text) {
      var line = text.replaceAll("\\s+", " ").strip();
      return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
  }

  /// In words: `column public.assets.note added`.
  public String described() {
    return object.described() + " " + action.name().toLowerCase(Locale.ROOT) + details();
  }

  /// What differs of an altered one, in parentheses, after a blank.
  String details() {
    var details =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue().described())
            .collect(Collectors.joining(", "));
    return details.isEmpty() ? "" : Printable.line(" (" + details + ")");
  }
}
