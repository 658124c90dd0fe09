package dev.revisor.plan;

import java.util.Locale;

/// Where the script of a step comes from.
public enum Source {
  /// The file in the environment directory.
  FILE,
  /// The downgrade script that the database kept when the revision was applied.
  STORED;

  /// The word in plans.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
