package dev.revisor.revision;

import org.jspecify.annotations.Nullable;

/// The identifier of a revision: 1 to 64 characters of `[A-Za-z0-9_.]`. New ones have 12
/// hexadecimal characters; others are kept as they are read. Ordered by code unit.
public record RevisionId(String value) implements Comparable<RevisionId> {
  private static final int LONGEST = 64;

  public RevisionId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a revision id must be 1 to 64 characters of [A-Za-z0-9_.], was '" + value + "'");
    }
  }

  /// Whether `text` has the form of a revision id.
  public static boolean isValid(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }

  private static boolean isAllowed(char character) {
    return character >= 'a' && character <= 'z'
        || character >= 'A' && character <= 'Z'
        || character >= '0' && character <= '9'
        || character == '_'
        || character == '.';
  }

  /// As the record's own, which the JVM would first have to make.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RevisionId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
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
