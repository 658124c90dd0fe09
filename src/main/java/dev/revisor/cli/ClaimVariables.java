package dev.revisor.cli;

import dev.revisor.engine.history.Claim;
import java.util.Optional;
import java.util.Set;

/// For whom a run takes the database, as the operator says it. Nobody else does.
record ClaimVariables(Surroundings surroundings) {

  Optional<Claim.Wanted> wanted() {
    return surroundings.variable("REVISOR_CLAIM").map(this::wanted);
  }

  private Claim.Wanted wanted(String text) {
    try {
      return new Claim.Wanted(
          Claim.parse(text), words("REVISOR_CLAIM_REALM"), words("REVISOR_CLAIM_EXPIRED"));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("REVISOR_CLAIM: " + e.getMessage());
    }
  }

  private Set<String> words(String variable) {
    return surroundings
        .variable(variable)
        .filter(text -> !text.isBlank())
        .map(text -> Set.of(text.strip().split("\\s*,\\s*")))
        .orElse(Set.of());
  }
}
