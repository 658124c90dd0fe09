package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator saw and did. Written by the operator alone; nothing is decided by it that the
/// world could say better, save the counter of runs and the back-off.
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SchemaMigrationStatus(
    @JsonPropertyDescription("The generation that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("The version rows, as read from the database.")
        @Nullable List<String> currentRevisions,
    @JsonPropertyDescription("The target, resolved by the last run.")
        @Nullable List<String> targetRevisions,
    @JsonPropertyDescription("How many revisions are missing for the target.")
        @Nullable Integer pending,
    @JsonPropertyDescription("The image id that the current state came from.")
        @Nullable String image,
    @JsonPropertyDescription("How many runs have been started; part of the Jobs' names.")
        @Nullable Long runs,
    @JsonPropertyDescription("A hash of what the newest of them was started for.")
        @Nullable String runKey,
    @JsonPropertyDescription("The last plan for the target.") @Nullable PlanStatus plan,
    @JsonPropertyDescription("Approvals that a completed run has used up, while they are given.")
        @Nullable List<String> spentApprovals,
    @JsonPropertyDescription("The last run that ended.") @Nullable RunStatus lastRun,
    @JsonPropertyDescription("The last ten runs that ended, newest first.")
        @Nullable List<RunStatus> history,
    @JsonPropertyDescription("How often the same work has been tried without success.")
        @Nullable Integer attempts,
    @JsonPropertyDescription("How many of these count against policy.retries.")
        @Nullable Integer deaths,
    @JsonPropertyDescription(
            "When it is tried again, or a Job that cannot start is looked at again (RFC 3339).")
        @Nullable String nextAttemptAt,
    @JsonPropertyDescription("Which database this really is.") @Nullable DatabaseStatus database,
    @JsonPropertyDescription("The schema, as read from the database.")
        @Nullable SchemaStatus schema,
    @JsonPropertyDescription(
            "Ready, Reconciling, Stalled, Approved and InSync, from the first visit on.")
        @Nullable List<Condition> conditions) {

  /// Nothing known yet.
  public static final SchemaMigrationStatus EMPTY =
      new SchemaMigrationStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  /// What a schema is.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SchemaStatus(
      @JsonPropertyDescription("SHA-256 over its objects; what an acceptance of drift names.")
          String fingerprint,
      @JsonPropertyDescription("Since when it has been seen like that (RFC 3339).")
          String observedAt) {}

  /// Identity of a database.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DatabaseStatus(
      @JsonPropertyDescription("pg_control_system(); a physical copy has the same.")
          @Nullable String systemIdentifier,
      @JsonPropertyDescription("The database's name.") @Nullable String name,
      @JsonPropertyDescription("The server's version.") @Nullable String serverVersion,
      @JsonPropertyDescription("The table with the version rows.") @Nullable String versionTable,
      @JsonPropertyDescription("A hash of what spec.database named when it was read.")
          @Nullable String place) {

    /// Whether it was read where a spec still looks.
    public boolean isAt(String hash) {
      return place == null || place.equals(hash);
    }

    /// Whether both are one database, as far as is known.
    public boolean isSame(DatabaseStatus other) {
      boolean sameName = name == null || name.equals(other.name);
      return sameName
          && (systemIdentifier == null
              || other.systemIdentifier == null
              || systemIdentifier.equals(other.systemIdentifier));
    }
  }

  public List<Condition> conditionsOrEmpty() {
    return conditions == null ? List.of() : conditions;
  }

  public List<RunStatus> historyOrEmpty() {
    return history == null ? List.of() : history;
  }

  /// The same with other approvals used up.
  public SchemaMigrationStatus withSpentApprovals(@Nullable List<String> spent) {
    return new SchemaMigrationStatus(
        observedGeneration,
        currentRevisions,
        targetRevisions,
        pending,
        image,
        runs,
        runKey,
        plan,
        spent,
        lastRun,
        history,
        attempts,
        deaths,
        nextAttemptAt,
        database,
        schema,
        conditions);
  }

  public List<String> spentApprovalsOrEmpty() {
    return spentApprovals == null ? List.of() : spentApprovals;
  }

  public long runsOrZero() {
    return runs == null ? 0 : runs;
  }

  public int attemptsOrZero() {
    return attempts == null ? 0 : attempts;
  }

  public int deathsOrZero() {
    return deaths == null ? 0 : deaths;
  }
}
