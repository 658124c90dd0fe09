package dev.revisor.engine.environment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The known name that someone who wrote an unknown one may have meant.
public final class Suggestion {
  private Suggestion() {}

  /// The nearest of `known`: equal but for case, `_` and `-`, else at most a third of its letters
  /// wrong (one at least), by edit distance; ties go to the first in alphabetical order.
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    var folded = fold(unknown);
    return known.stream()
        .sorted()
        .filter(name -> distance(folded, fold(name)) <= Math.max(1, fold(name).length() / 3))
        .filter(name -> distance(folded, fold(name)) < fold(name).length())
        .min(Comparator.comparingInt(name -> distance(folded, fold(name))));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /// Levenshtein's distance, where two neighbours that changed places are one mistake.
  private static int distance(String a, String b) {
    var distances = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        distances[i][j] = i == 0 || j == 0 ? i + j : distance(a, b, i, j, distances);
      }
    }
    return distances[a.length()][b.length()];
  }

  private static int distance(String a, String b, int i, int j, int[][] distances) {
    var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    var least = Math.min(distances[i - 1][j], distances[i][j - 1]) + 1;
    least = Math.min(least, distances[i - 1][j - 1] + change);
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, distances[i - 2][j - 2] + 1) : least;
  }
}
