package dev.revisor.script;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the author may have meant.
public final class Spelling {
  private Spelling() {}

  /// `did you mean 'x'?`, or all the words that are known when none is near.
  public static String suggest(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known are " + known.stream().collect(Collectors.joining(", ")));
  }

  /// The known word that is at most a third of its length (and two characters) of edits away.
  static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(each -> distance(word, each) <= Math.clamp(each.length() / 3, 1, 2))
        .min(Comparator.comparingInt(each -> distance(word, each)));
  }

  /// Levenshtein's distance, of the first 40 characters.
  private static int distance(String word, String other) {
    var row = new int[other.length() + 1];
    for (var j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (var i = 1; i <= Math.min(word.length(), 40); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j < row.length; j++) {
        var change = word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        var best = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
        diagonal = row[j];
        row[j] = best;
      }
    }
    return row[other.length()];
  }
}
