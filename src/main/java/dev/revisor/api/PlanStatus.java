package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run was to do.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanStatus(
    @JsonPropertyDescription("What an approval names.") String hash,
    @JsonPropertyDescription("upgrade, downgrade or both.") String direction,
    @JsonPropertyDescription("How many steps it has.") int total,
    @JsonPropertyDescription("The first of them, 20 at most.") @Nullable List<Step> steps,
    @JsonPropertyDescription("How many findings of each level lint has; none where it is off.")
        @Nullable Map<String, Integer> findings) {

  /// A revision, one way.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Step(
      @JsonPropertyDescription("Its id.") String revision,
      @JsonPropertyDescription("upgrade or downgrade.") String direction,
      @JsonPropertyDescription("Its message, cut.") @Nullable String message) {}

  /// `2 steps, upgrade bbbb2 and cccc3, 1 destructive finding`.
  public String inWords() {
    var words = new StringBuilder(total == 1 ? "1 step: " : total + " steps: ");
    var named = steps == null ? List.<Step>of() : steps.subList(0, Math.min(3, steps.size()));
    var separator = "";
    for (var step : named) {
      words.append(separator).append(step.direction()).append(' ').append(step.revision());
      separator = ", ";
    }
    if (total > named.size()) {
      words.append(separator).append("…");
    }
    int lost = findings == null ? 0 : findings.getOrDefault("destructive", 0);
    if (lost > 0) {
      words.append(lost == 1 ? "; 1 destructive finding" : "; " + lost + " destructive findings");
    }
    return words.toString();
  }
}
