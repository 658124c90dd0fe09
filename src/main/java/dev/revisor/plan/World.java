package dev.revisor.plan;

import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The directory and the database together: the graph of the files, the same graph with the
/// revisions that only the database knows, and what is applied. Words such as `head` speak of the
/// files; ids, labels and steps may speak of both.
public final class World {
  private final RevisionGraph files;
  private final RevisionGraph all;
  private final List<RevisionId> rows;
  private final Set<RevisionId> applied;

  private World(RevisionGraph files, RevisionGraph all, List<RevisionId> rows) {
    this.files = files;
    this.all = all;
    this.rows = rows;
    this.applied = all.ancestors(rows);
  }

  /// A world, or why directory and database do not fit together.
  public sealed interface Joined {
    record Ok(World world) implements Joined {}

    record Refused(Refusal refusal) implements Joined {}
  }

  /// Joins the two. What the database has on record counts as far as the version rows lead to it.
  /// Refused where neither the files nor the records know a version row, or what an applied
  /// revision of the records needs.
  public static Joined join(RevisionGraph files, AppliedState state) {
    return switch (RecordedRevisions.of(files, state)) {
      case RecordedRevisions.Found.Lost(var refusal) -> new Joined.Refused(refusal);
      case RecordedRevisions.Found.Known(var extra) ->
          new Joined.Ok(
              new World(files, extra.isEmpty() ? files : files.extendedBy(extra), state.rows()));
    };
  }

  /// These revisions of a graph applied, with all that they need.
  static World at(RevisionGraph graph, List<RevisionId> rows) {
    return new World(graph, graph, rows.stream().sorted().toList());
  }

  /// The graph of the files.
  public RevisionGraph files() {
    return files;
  }

  /// The graph of files and database.
  public RevisionGraph all() {
    return all;
  }

  /// The version rows, sorted.
  public List<RevisionId> rows() {
    return rows;
  }

  /// Every revision that is applied: the rows and all that they need.
  public Set<RevisionId> applied() {
    return applied;
  }

  /// Where a branch stands: the version rows of its lineage; else its topmost applied revisions;
  /// else none, which is the base. Sorted.
  List<RevisionId> standing(RevisionId branch) {
    var line = all.lineage(branch);
    var within = rows.stream().filter(line::contains).toList();
    if (!within.isEmpty()) {
      return within;
    }
    var active = new HashSet<>(applied);
    active.retainAll(line);
    return all.maximal(active).stream().sorted().toList();
  }

  /// How many revisions an upgrade to all heads would apply.
  public int pending() {
    var needed = new HashSet<>(all.ancestors(files.effectiveHeads()));
    needed.removeAll(applied);
    return needed.size();
  }

  /// The revision that has exactly this id, or carries this label itself. Files come before
  /// records, ids before labels.
  Optional<RevisionId> known(String name) {
    var id =
        RevisionId.isValid(name) ? Optional.of(new RevisionId(name)) : Optional.<RevisionId>empty();
    return id.filter(files::contains)
        .or(() -> files.labelled(name))
        .or(() -> id.filter(all::contains))
        .or(() -> all.labelled(name));
  }

  /// The names of ids, for messages.
  static List<String> texts(Collection<RevisionId> ids) {
    return ids.stream().map(RevisionId::value).toList();
  }
}
