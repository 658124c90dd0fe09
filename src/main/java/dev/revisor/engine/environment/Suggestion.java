package dev.revisor.engine.environment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known name that someone who wrote an unknown one may have meant.
public final class Suggestion {
  private Suggestion() {}

  /// The nearest of `known`: equal but for case, `_` and `-`, else at most a third of its letters
  /// wrong (two at least), by edit distance; ties go to the first in alphabetical order.
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    var folded = fold(unknown);
    return known.stream()
        .sorted()
        .filter(name -> distance(folded, fold(name)) <= Math.max(2, name.length() / 3))
        .filter(name -> distance(folded, fold(name)) < name.length())
        .min(Comparator.comparingInt(name -> distance(folded, fold(name))));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /// Levenshtein's distance, two rows at a time.
  private static int distance(String a, String b) {
    var above = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
      }
      above = row;
    }
    return above[b.length()];
  }
}
