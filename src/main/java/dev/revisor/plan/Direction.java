package dev.revisor.plan;

import java.util.Locale;

/// Which section of a revision a step runs.
public enum Direction {
  UPGRADE,
  DOWNGRADE;

  /// The word in plans, history and logs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
