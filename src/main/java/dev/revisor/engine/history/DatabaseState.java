package dev.revisor.engine.history;

import dev.revisor.engine.database.VersionTable;
import dev.revisor.plan.AppliedState;
import dev.revisor.plan.ScriptFacts;
import dev.revisor.revision.RevisionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a database says about its revisions, at one moment.
///
/// @param versionRows the effective heads, sorted; empty when the table is not there
/// @param applied what is known of applied revisions, by id; those that another tool applied are
///   missing
/// @param interrupted revisions without a transaction that broke off half way
/// @param snapshotDue whether a run has changed the schema since the last snapshot of it
/// @param lastRun the latest run for this version table
/// @param lockHolder who holds the run lock of this version table
public record DatabaseState(
    ServerFacts server,
    VersionTable versionTable,
    History history,
    List<RevisionId> versionRows,
    Map<RevisionId, AppliedRevision> applied,
    List<Interrupted> interrupted,
    boolean snapshotDue,
    Optional<RunRecord> lastRun,
    Optional<LockHolder> lockHolder) {

  public DatabaseState {
    versionRows = List.copyOf(versionRows);
    interrupted = List.copyOf(interrupted);
    applied = java.util.Collections.unmodifiableMap(new TreeMap<>(applied));
  }

  /// Whether the last run ended without saying how: its process or its connection died.
  public boolean hasDeadRun() {
    return lockHolder.isEmpty() && lastRun.filter(run -> run.finishedAt().isEmpty()).isPresent();
  }

  /// Whether the version rows are not those that the last run came to: another tool that shares
  /// them took a turn.
  public boolean isMovedByOthers() {
    return lastRun
        .filter(run -> run.finishedAt().isPresent())
        .filter(run -> !Set.copyOf(run.to()).equals(Set.copyOf(versionRows)))
        .isPresent();
  }

  /// As the planner wants it.
  public AppliedState appliedState() {
    return new AppliedState(
        versionRows, applied.values().stream().map(AppliedRevision::toRevision).toList());
  }

  /// What the planner asks of the script that is stored for an applied revision.
  public Optional<ScriptFacts> storedFacts(RevisionId revision) {
    return Optional.ofNullable(applied.get(revision)).map(AppliedRevision::facts);
  }

  /// Whether the tables of the schema `revisor` could be read.
  public enum History {
    /// They are not there yet.
    ABSENT,
    READ,
    /// They are there, and the role may not read them.
    DENIED
  }
}
