package dev.revisor.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that ended.
///
/// @param key what it was asked for: a hash of the parts of the spec that decide a run
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStatus(
    @JsonPropertyDescription("The run's id in the table revisor.run; the Job's name.") String id,
    @JsonPropertyDescription("The Job.") String job,
    @JsonPropertyDescription("The run's number, from which the Job's name is made.") long run,
    @JsonPropertyDescription("A hash of what was asked for.") String key,
    @JsonPropertyDescription("Succeeded, NothingToDo, Refused, Failed or Unknown.") String outcome,
    @JsonPropertyDescription("Why, in one word.") @Nullable Reason reason,
    @JsonPropertyDescription("Whose fault a failure is: USER, TRANSIENT or BUG.")
        @Nullable Fault fault,
    @JsonPropertyDescription("The target, resolved.") @Nullable List<String> target,
    @JsonPropertyDescription("How many revisions are missing for the target.")
        @Nullable Integer pending,
    @JsonPropertyDescription("The version rows before.") @Nullable List<String> from,
    @JsonPropertyDescription("The version rows after.") @Nullable List<String> to,
    @JsonPropertyDescription("How many steps were done.") @Nullable Integer applied,
    @JsonPropertyDescription("The hash of its plan.") @Nullable String plan,
    @JsonPropertyDescription("The approved plan that this was, or was the rest of.")
        @Nullable String approvedPlan,
    @JsonPropertyDescription("The database's system identifier and name, where it saw them.")
        @Nullable String database,
    @JsonPropertyDescription("The image id that ran.") @Nullable String image,
    @JsonPropertyDescription("When it began (RFC 3339).") @Nullable String startedAt,
    @JsonPropertyDescription("When it ended (RFC 3339).") @Nullable String finishedAt,
    @JsonPropertyDescription("What went wrong, with file, line and SQLSTATE.")
        @Nullable String error) {

  /// Whether the database is where the run should bring it.
  public boolean succeeded() {
    return outcome.equals("Succeeded") || outcome.equals("NothingToDo");
  }

  /// Whose fault a failure is; where nothing says it, it counts as a death of the run.
  public Fault blame() {
    return fault == null ? Fault.BUG : fault;
  }

  /// The same run as a failure of another kind.
  public RunStatus failed(Reason why, Fault whose, String text) {
    return new RunStatus(
        id,
        job,
        run,
        key,
        outcome,
        why,
        whose,
        target,
        pending,
        from,
        to,
        applied,
        plan,
        approvedPlan,
        database,
        image,
        startedAt,
        finishedAt,
        text);
  }

  /// Whose fault a failure is, and so what helps.
  public enum Fault {
    /// Script, history, policy or spec: the same fails again until that changes.
    USER,
    /// Connection, lock, shutdown: tried again for ever.
    TRANSIENT,
    /// The run died, or Revisor is at fault: tried again a few times.
    BUG
  }
}
