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

  /// Where a revision was read: its file, and where its headers stand in it. The lists run beside
  /// those of the revision; they may be shorter, what they lack has an unknown place.
  public record Origin(
      String path, Place id, List<Place> revises, List<Place> dependsOn, List<Place> labels) {
    /// The origin of revisions that are known from the database alone.
    public static final Origin DATABASE = file("");

    public Origin {
      revises = List.copyOf(revises);
      dependsOn = List.copyOf(dependsOn);
      labels = List.copyOf(labels);
    }

    /// A file whose headers' places are not known.
    public static Origin file(String path) {
      return new Origin(path, Place.UNKNOWN, List.of(), List.of(), List.of());
    }
  }

  /// Whether the directory has no file for it.
  public boolean isFromDatabase() {
    return origin.equals(Origin.DATABASE);
  }
}
