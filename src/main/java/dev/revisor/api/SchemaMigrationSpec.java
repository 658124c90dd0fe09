package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a user declares.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.target) != has(self.targets)",
    message = "exactly one of target and targets must be set")
public record SchemaMigrationSpec(
    @Required @JsonPropertyDescription("How the database is reached.") DatabaseSpec database,
    @Required @JsonPropertyDescription("Where the revisions are.") MigrationsSpec migrations,
    @JsonPropertyDescription(
            "The revision to be at: head, heads, base, an id, or label@ one of these.")
        @Size(min = 1, max = 130)
        @ValidationRule(value = Rules.ABSOLUTE, message = Rules.ABSOLUTE_MESSAGE)
        @Nullable String target,
    @JsonPropertyDescription("Several revisions to be at, for a history with branches.")
        @Size(min = 1, max = 32)
        @ValidationRule(value = Rules.ALL_ABSOLUTE, message = Rules.ABSOLUTE_MESSAGE)
        @Nullable List<String> targets,
    @JsonPropertyDescription("Values for the variables of the scripts. Not for secrets.")
        @Size(max = 64)
        @ValidationRule(
            value = "self.all(k, k.matches('^[A-Za-z_][A-Za-z0-9_]*$') && size(self[k]) <= 4096)",
            message =
                "a parameter is named by letters, digits and _, and has at most 4096 characters")
        @Nullable Map<String, String> parameters,
    @Default("{}") @JsonPropertyDescription("What may happen, and how patiently.")
        @Nullable PolicySpec policy,
    @Pattern(Rules.PLAN)
        @JsonPropertyDescription("The hash of the plan that may run; see policy.approval.")
        @Nullable String approvedPlan,
    @Default("5m")
        @Pattern(Rules.DURATION)
        @Size(max = 32)
        @ValidationRule(
            value = "duration(self) >= duration('1s')",
            message = "observeInterval must be at least 1s")
        @JsonPropertyDescription("How often the database is looked at when nothing else happens.")
        @Nullable String observeInterval,
    @Default("false") @JsonPropertyDescription("While true no Job starts; observation goes on.")
        @Nullable Boolean suspend,
    @Default("3") @Min(0) @Max(100) @JsonPropertyDescription("How many finished Jobs are kept.")
        @Nullable Integer jobHistoryLimit,
    @JsonPropertyDescription("What the migration's Job and pod have besides.")
        @Nullable JobTemplateSpec jobTemplate) {

  /// The targets, however many are given.
  public List<String> allTargets() {
    if (targets != null) {
      return targets;
    }
    return target == null ? List.of() : List.of(target);
  }

  public Map<String, String> parametersOrEmpty() {
    return parameters == null ? Map.of() : parameters;
  }

  public PolicySpec policyOrDefault() {
    return policy == null ? PolicySpec.DEFAULT : policy;
  }

  @JsonIgnore
  public boolean isSuspended() {
    return Boolean.TRUE.equals(suspend);
  }

  public int jobHistoryLimitOrDefault() {
    return jobHistoryLimit == null ? 3 : jobHistoryLimit;
  }

  public java.time.Duration observeIntervalOrDefault() {
    return Durations.parse(observeInterval == null ? "5m" : observeInterval);
  }

  /// The same, with an interval of at least that.
  public SchemaMigrationSpec observedNoMoreOftenThan(java.time.Duration least) {
    return observeIntervalOrDefault().compareTo(least) >= 0
        ? this
        : new SchemaMigrationSpec(
            database,
            migrations,
            target,
            targets,
            parameters,
            policy,
            approvedPlan,
            least.toSeconds() + "s",
            suspend,
            jobHistoryLimit,
            jobTemplate);
  }

  /// The same, of another image and with another template of Jobs.
  public SchemaMigrationSpec with(MigrationsSpec others, JobTemplateSpec template) {
    return new SchemaMigrationSpec(
        database,
        others,
        target,
        targets,
        parameters,
        policy,
        approvedPlan,
        observeInterval,
        suspend,
        jobHistoryLimit,
        template);
  }
}
