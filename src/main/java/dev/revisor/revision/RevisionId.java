package dev.revisor.revision;

import java.util.regex.Pattern;

/// The identifier of a revision: 1 to 64 characters of `[A-Za-z0-9_.]`. New ones have 12
/// hexadecimal characters; others are kept as they are read. Ordered by code unit.
public record RevisionId(String value) implements Comparable<RevisionId> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.]{1,64}");

  public RevisionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a revision id must be 1 to 64 characters of [A-Za-z0-9_.], was '" + value + "'");
    }
  }

  /// Whether `text` has the form of a revision id.
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(RevisionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
