package dev.revisor.script;

/// Sees all the characters of a file in their order while it is being scanned.
@FunctionalInterface
interface Tap {
  /// Looks away.
  Tap NONE = (_, _, _, _) -> {};

  /// What the characters are.
  enum Region {
    /// SQL, comments and white space.
    PLAIN,
    /// String constants, quoted identifiers and COPY data, in which every blank counts.
    VERBATIM
  }

  /// `chars[from]` to `chars[to - 1]` come next.
  void accept(Region region, char[] chars, int from, int to);
}
