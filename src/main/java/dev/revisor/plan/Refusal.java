package dev.revisor.plan;

import java.util.List;

/// Why there is no plan.
///
/// @param message one sentence, lower case: what, which, what to do
/// @param candidates what the user may have meant; empty where nothing comes near
public record Refusal(Kind kind, String message, List<String> candidates) {

  /// What kind of obstacle it is.
  public enum Kind {
    /// The text is no target, or not one for this command.
    INVALID_TARGET,
    /// No revision, label or version row of that name.
    UNKNOWN_REVISION,
    /// Several revisions fit.
    AMBIGUOUS_TARGET,
    /// The target is applied already, and something above it too.
    TARGET_BEHIND,
    /// A downgrade to what is not applied.
    NOT_APPLIED,
    /// Backwards, without permission.
    DOWNGRADE_DENIED,
    /// A step backwards has no script.
    IRREVERSIBLE
  }

  public Refusal {
    candidates = List.copyOf(candidates);
  }

  static Refusal of(Kind kind, String message) {
    return new Refusal(kind, message, List.of());
  }
}
