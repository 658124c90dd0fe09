package dev.revisor.cli;

import dev.revisor.plan.Listing;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A revision as lists show it.
///
/// @param dependsOn ids
/// @param dependsOnAsWritten ids, prefixes or labels
/// @param children the revisions that revise it, sorted
/// @param labels its own and its branch's, sorted
/// @param message may have several lines
/// @param path relative to the environment directory
/// @param current whether a database is at it; unknown when none was asked
record Entry(
    RevisionId id,
    List<RevisionId> revises,
    List<RevisionId> dependsOn,
    List<String> dependsOnAsWritten,
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
    dependsOnAsWritten = List.copyOf(dependsOnAsWritten);
    children = List.copyOf(children);
    labels = List.copyOf(labels);
  }

  /// @param rows the version rows; empty when no database was asked
  static Entry of(
      RevisionGraph graph, RevisionId id, Optional<? extends Collection<RevisionId>> rows) {
    var listing = Listing.of(graph, id, List.of());
    var revision = graph.get(id);
    return new Entry(
        id,
        listing.revises(),
        listing.dependsOn(),
        revision.dependsOn(),
        listing.next(),
        listing.labels(),
        revision.message(),
        Optional.ofNullable(revision.created()),
        revision.origin().path(),
        headship(listing),
        rows.map(all -> all.contains(id)));
  }

  private static Headship headship(Listing listing) {
    if (!listing.head()) {
      return Headship.NONE;
    }
    return listing.effectiveHead() ? Headship.HEAD : Headship.EFFECTIVE_HEAD;
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
