package dev.revisor.plan;

import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The directory and the database together: the graph of the files, the same graph with the
/// revisions that only the database knows, and what is applied. Words such as `head` speak of the
/// files; ids and steps may speak of both.
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

  /// Joins the two. Refused where a version row is known to neither, or where a recorded revision's
  /// parents are.
  public static Joined join(RevisionGraph files, AppliedState state) {
    var extra = missing(files, state);
    RevisionGraph all = files;
    if (!extra.isEmpty()) {
      var revisions = new ArrayList<>(files.revisions());
      revisions.addAll(extra);
      switch (RevisionGraph.of(revisions)) {
        case GraphResult.Valid(var graph) -> all = graph;
        case GraphResult.Broken(var problems) -> {
          return refused(
              "the database's records do not fit the directory: " + problems.getFirst().message());
        }
      }
    }
    for (var row : state.rows()) {
      if (!all.contains(row)) {
        return unknownRow(row, files);
      }
    }
    return new Joined.Ok(new World(files, all, state.rows()));
  }

  /// The recorded revisions that the files lack, as far down as the files begin. Labels stay
  /// behind: names are the files' to give.
  private static List<Revision> missing(RevisionGraph files, AppliedState state) {
    var names = new HashSet<String>();
    files.revisions().forEach(revision -> names.add(revision.id().value()));
    state.recorded().forEach(revision -> names.add(revision.id().value()));
    return state.recorded().stream()
        .filter(revision -> !files.contains(revision.id()))
        .map(
            revision ->
                new Revision(
                    revision.id(),
                    revision.revises(),
                    revision.dependsOn().stream().filter(names::contains).toList(),
                    List.of(),
                    revision.message(),
                    revision.created(),
                    Revision.Origin.DATABASE))
        .toList();
  }

  private static Joined unknownRow(RevisionId row, RevisionGraph files) {
    return new Joined.Refused(
        new Refusal(
            Refusal.Kind.UNKNOWN_REVISION,
            "the database is at revision "
                + row
                + ", which neither the directory nor the database's own records know; "
                + "use the directory that has it, or set the version with `stamp --purge REV`",
            files.nearest(row.value())));
  }

  private static Joined refused(String message) {
    return new Joined.Refused(Refusal.of(Refusal.Kind.UNKNOWN_REVISION, message));
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

  /// The revision by id, wherever it is known.
  Optional<RevisionId> known(String name) {
    return RevisionId.isValid(name)
        ? Optional.of(new RevisionId(name)).filter(all::contains)
        : Optional.empty();
  }

  /// The names of ids, for messages.
  static List<String> texts(Collection<RevisionId> ids) {
    return ids.stream().map(RevisionId::value).toList();
  }
}
