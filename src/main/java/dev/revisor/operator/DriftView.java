package dev.revisor.operator;

/// Whether a schema is what its last run left, as far as a look told.
sealed interface DriftView {
  /// Nobody asked, or there is nothing to compare with.
  record Unknown() implements DriftView {}

  /// @param fingerprint of the schema
  record InSync(String fingerprint) implements DriftView {}

  /// @param fingerprint of the schema as it is
  /// @param changes the first changes, in one sentence
  record Drifted(String fingerprint, String changes) implements DriftView {}
}
