package dev.revisor.revision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One change of a database, as a node of the graph.
///
/// @param revises the parents, in the order written; several for a merge, none for a base
/// @param dependsOn ids, unique prefixes of ids (4 or more characters) or labels, as written
/// @param labels the labels that this revision itself carries, as written
/// @param created when the revision was made, where the file says so
/// @param origin where it was read
public record Revision(
    RevisionId id,
    List<RevisionId> revises,
    List<String> dependsOn,
    List<String> labels,
    String message,
    @Nullable Instant created,
    Origin origin) {

  public Revision {
    revises = List.copyOf(revises);
    dependsOn = List.copyOf(dependsOn);
    labels = List.copyOf(labels);
  }

  /// Where a revision was read: its file, and the 1-based lines of its headers; 0 where a header is
  /// absent. A revision that only the database knows has the origin `DATABASE`.
  public record Origin(
      String path, int revisionLine, int revisesLine, int dependsOnLine, int labelsLine) {
    /// The origin of revisions that are known from the database alone.
    public static final Origin DATABASE = new Origin("", 0, 0, 0, 0);

    /// A file whose header lines are not known one by one.
    public static Origin file(String path) {
      return new Origin(path, 1, 1, 1, 1);
    }
  }

  /// Whether the directory has no file for it.
  public boolean isFromDatabase() {
    return origin.equals(Origin.DATABASE);
  }
}
