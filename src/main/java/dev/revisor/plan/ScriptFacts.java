package dev.revisor.plan;

import dev.revisor.script.Checksum;
import dev.revisor.script.TransactionMode;
import java.util.Optional;

/// What a plan needs to know of a script without running it.
///
/// @param downgrade the mode of the downgrade section; empty where there is none
/// @param irreversible why there is no way back, where the script says so
public record ScriptFacts(
    Checksum checksum,
    TransactionMode upgrade,
    Optional<TransactionMode> downgrade,
    Optional<String> irreversible) {

  /// Whether a downgrade section is there; it may be empty.
  public boolean isReversible() {
    return downgrade.isPresent();
  }
}
