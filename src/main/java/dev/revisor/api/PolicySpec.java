package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What may happen without being asked for each time, and how patiently.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PolicySpec(
    @Default("Deny") @JsonPropertyDescription("Whether a target behind the database takes it back.")
        @Nullable Downgrade downgrade,
    @Default("Never")
        @JsonPropertyDescription(
            "Which plans wait for spec.approvedPlan or the annotation revisor.dev/approve: none,"
                + " each, or those that lose data.")
        @Nullable Approval approval,
    @Default("Warn")
        @JsonPropertyDescription(
            "What is done about lint's findings: nothing, tell of them, or refuse the plan.")
        @Nullable Lint lint,
    @Default("Report")
        @JsonPropertyDescription(
            "What is done when somebody changes the schema by hand: nothing, tell of it, or start"
                + " no migration until it is undone or accepted (revisor.dev/accept-drift).")
        @Nullable Drift drift,
    @Default("false")
        @JsonPropertyDescription(
            "Whether a plan runs on a copy of the schema first, and on the database only if that"
                + " goes well; the role must be able to create databases.")
        @Nullable Boolean rehearse,
    @Pattern(Rules.REVISION)
        @JsonPropertyDescription(
            "The revision that a database is taken to be at which has tables and no version.")
        @Nullable String baseline,
    @Pattern(Rules.DURATION)
        @Size(max = 32)
        @ValidationRule(value = Rules.TIMEOUT, message = Rules.TIMEOUT_MESSAGE)
        @JsonPropertyDescription("How long a statement waits for a lock; unset: as the image says.")
        @Nullable String lockTimeout,
    @Pattern(Rules.DURATION)
        @Size(max = 32)
        @ValidationRule(value = Rules.TIMEOUT, message = Rules.TIMEOUT_MESSAGE)
        @JsonPropertyDescription("How long a statement may take; unset: as the image says.")
        @Nullable String statementTimeout,
    @Default("6h")
        @Pattern(Rules.DURATION)
        @Size(max = 32)
        @ValidationRule(
            value = "duration(self) >= duration('1s')",
            message = "deadline must be at least 1s")
        @JsonPropertyDescription("How long a run may take in all.")
        @Nullable String deadline,
    @Default("5")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription("How often a run that died is started again.")
        @Nullable Integer retries) {

  static final PolicySpec DEFAULT =
      new PolicySpec(null, null, null, null, null, null, null, null, null, null);

  /// Whether going back is allowed.
  public enum Downgrade {
    Deny,
    Allow
  }

  /// Which plans need an approval.
  public enum Approval {
    Never,
    Always,
    /// Those with a finding of the level `destructive`, suppressed or not.
    Destructive
  }

  /// What is done about lint's findings.
  public enum Lint {
    Off,
    Warn,
    Enforce
  }

  /// What is done about changes made by hand.
  public enum Drift {
    Ignore,
    Report,
    Block
  }

  public Drift driftOrDefault() {
    return drift == null ? Drift.Report : drift;
  }

  public Approval approvalOrDefault() {
    return approval == null ? Approval.Never : approval;
  }

  public Lint lintOrDefault() {
    return lint == null ? Lint.Warn : lint;
  }

  public boolean rehearses() {
    return Boolean.TRUE.equals(rehearse);
  }

  public boolean allowsDowngrade() {
    return downgrade == Downgrade.Allow;
  }

  public Duration deadlineOrDefault() {
    return Durations.parse(deadline == null ? "6h" : deadline);
  }

  public int retriesOrDefault() {
    return retries == null ? 5 : retries;
  }
}
