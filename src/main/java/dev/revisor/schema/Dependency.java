package dev.revisor.schema;

import org.jspecify.annotations.Nullable;

/// That one object needs another ("Dependency Tracking" in the manual; `pg_depend`).
public record Dependency(ObjectId dependent, ObjectId on, Strength strength)
    implements Comparable<Dependency> {
  /// What happens to the dependent when the other is dropped.
  public enum Strength {
    /// It goes too, unasked.
    AUTO,
    /// The drop is refused.
    NORMAL
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dependency that
        && strength == that.strength
        && dependent.equals(that.dependent)
        && on.equals(that.on);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * dependent.hashCode() + on.hashCode()) + strength.ordinal();
  }

  @Override
  public int compareTo(Dependency other) {
    var byDependent = dependent.compareTo(other.dependent);
    if (byDependent != 0) {
      return byDependent;
    }
    var byOther = on.compareTo(other.on);
    return byOther != 0 ? byOther : strength.compareTo(other.strength);
  }
}
