package dev.revisor.cli;

import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A revision as lists show it.
///
/// @param dependsOn as written
/// @param children the revisions that revise it, sorted
/// @param labels its own and its branch's, sorted
/// @param message may have several lines
/// @param path relative to the environment directory
/// @param current whether a database is at it; unknown when none was asked
record Entry(
    RevisionId id,
    List<RevisionId> revises,
    List<String> dependsOn,
    List<RevisionId> children,
    List<String> labels,
    String message,
    Optional<Instant> created,
    String path,
    Headship headship,
    Optional<Boolean> current) {

  /// Whether a revision ends its line.
  enum Headship {
    /// Nothing revises it, nothing depends on it.
    HEAD,
    /// Nothing revises it, but something depends on it.
    EFFECTIVE_HEAD,
    NONE
  }

  Entry {
    revises = List.copyOf(revises);
    dependsOn = List.copyOf(dependsOn);
    children = List.copyOf(children);
    labels = List.copyOf(labels);
  }

  boolean isHead() {
    return headship != Headship.NONE;
  }

  boolean isBranchpoint() {
    return children.size() > 1;
  }

  boolean isMergepoint() {
    return revises.size() > 1;
  }

  boolean isCurrent() {
    return current.orElse(false);
  }
}
