package dev.revisor.engine.run;

import dev.revisor.engine.snapshot.SnapshotScope;
import java.util.Optional;

/// What a run does about changes that were made by hand.
///
/// @param accepted the fingerprint of a schema that is accepted as it is, if it is found; `any`
///   accepts whatever is found
public record SnapshotOptions(SnapshotScope scope, OnDrift onDrift, Optional<String> accepted) {
  /// Accepts any schema.
  public static final String ANY = "any";

  /// What is done about drift when there is work.
  public enum OnDrift {
    /// Nothing is said of it; it stays drift all the same.
    IGNORE,
    /// It is told of.
    REPORT,
    /// Nothing runs.
    BLOCK
  }

  boolean accepts(String fingerprint) {
    return accepted.filter(one -> one.equals(ANY) || one.equals(fingerprint)).isPresent();
  }
}
