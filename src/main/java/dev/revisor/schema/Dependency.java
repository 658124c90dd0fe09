package dev.revisor.schema;

import java.util.Comparator;

/// That one object needs another ("Dependency Tracking" in the manual; `pg_depend`).
public record Dependency(ObjectId dependent, ObjectId on, Strength strength)
    implements Comparable<Dependency> {
  private static final Comparator<Dependency> ORDER =
      Comparator.comparing(Dependency::dependent)
          .thenComparing(Dependency::on)
          .thenComparing(Dependency::strength);

  /// What happens to the dependent when the other is dropped.
  public enum Strength {
    /// It goes too, unasked.
    AUTO,
    /// The drop is refused.
    NORMAL
  }

  @Override
  public int compareTo(Dependency other) {
    return ORDER.compare(this, other);
  }
}
