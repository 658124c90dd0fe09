package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// A condition after the API conventions (metav1.Condition).
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
    @Required @JsonPropertyDescription("Ready, Reconciling, Stalled, Approved or InSync.")
        Type type,
    @Required @JsonPropertyDescription("True, False or Unknown.") Status status,
    @Min(0) @JsonPropertyDescription("The generation that it speaks of.") long observedGeneration,
    @Required @JsonPropertyDescription("When the status last changed (RFC 3339).")
        String lastTransitionTime,
    @Required @JsonPropertyDescription("Why, in one word; docs/reference/reasons.md explains each.")
        Reason reason,
    @Required @Size(max = 32768) @JsonPropertyDescription("Why, for people.") String message) {

  /// Which conditions there are. As kstatus, Flux and Argo CD read them.
  public enum Type {
    /// The database is where the spec says.
    Ready,
    /// Work is under way or will be tried again by itself.
    Reconciling,
    /// Nothing more happens until somebody changes something.
    Stalled,
    /// The plan has the approval that it needs, if it needs one.
    Approved,
    /// The schema is what the last run left; unknown where the policy ignores drift.
    InSync
  }

  /// The three states.
  public enum Status {
    True,
    False,
    Unknown
  }

  /// The same, keeping the time of an earlier one whose status is the same.
  public Condition since(List<Condition> earlier) {
    return earlier.stream()
        .filter(other -> other.type() == type && other.status() == status)
        .findFirst()
        .map(
            other ->
                new Condition(
                    type, status, observedGeneration, other.lastTransitionTime(), reason, message))
        .orElse(this);
  }
}
