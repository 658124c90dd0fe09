package dev.revisor.revision;

import java.util.Set;

/// Words that targets give a meaning of their own; neither ids nor labels may be one of them.
public final class ReservedWords {
  private static final Set<String> WORDS = Set.of("head", "heads", "base", "current");

  private ReservedWords() {}

  /// Whether a target reads this word as something else than an id or a label.
  public static boolean contains(String word) {
    return WORDS.contains(word);
  }
}
