package dev.revisor.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;

/// Looking ids up by prefix, and proposing those that look like a mistyped one.
final class Names {
  /// A prefix of fewer characters names nothing.
  static final int SHORTEST_PREFIX = 4;

  private static final int SUGGESTIONS = 3;
  private static final int FARTHEST = 3;

  private Names() {}

  /// What stands at the names that start with the prefix, in the order of names; none where it is
  /// too short.
  static <T> List<T> startingWith(NavigableMap<String, T> names, String prefix) {
    if (prefix.length() < SHORTEST_PREFIX) {
      return List.of();
    }
    return List.copyOf(names.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values());
  }

  /// Up to three of the names that begin with `wanted` or differ from it in at most three
  /// characters, nearest first.
  static List<String> nearest(String wanted, Iterable<String> names) {
    record Scored(String name, int distance) {}
    var scored = new ArrayList<Scored>();
    for (var name : names) {
      boolean longer = wanted.length() >= SHORTEST_PREFIX && name.startsWith(wanted);
      int distance = longer ? 1 : distance(wanted, name);
      if (distance <= FARTHEST && distance < Math.max(wanted.length(), name.length())) {
        scored.add(new Scored(name, distance));
      }
    }
    scored.sort(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name));
    return scored.stream().limit(SUGGESTIONS).map(Scored::name).toList();
  }

  /// Levenshtein's distance, looked for only as far as it may be of interest: anything farther is
  /// `FARTHEST + 1` or more.
  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > FARTHEST) {
      return FARTHEST + 1;
    }
    int[] above = new int[right.length() + 1];
    int[] line = new int[right.length() + 1];
    Arrays.setAll(above, column -> column);
    for (int row = 1; row <= left.length(); row++) {
      int least = line[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        line[column] =
            Math.min(above[column - 1] + change, Math.min(above[column], line[column - 1]) + 1);
        least = Math.min(least, line[column]);
      }
      if (least > FARTHEST) {
        return least;
      }
      var spare = above;
      above = line;
      line = spare;
    }
    return above[right.length()];
  }
}
