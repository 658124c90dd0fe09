package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.ScriptDraft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a project adds to a directory of revisions: the migrations whose ids are not there yet.
///
/// @param drafts in an order in which none comes before what it needs, as far as the project has
///   one
/// @param graph the directory's with them
/// @param notes what the user should know
public record Additions(List<ScriptDraft> drafts, RevisionGraph graph, List<String> notes) {
  public Additions {
    drafts = List.copyOf(drafts);
    notes = List.copyOf(notes);
  }

  /// The additions, or why there are none.
  public sealed interface Result {
    record Fit(Additions additions) implements Result {}

    /// @param problems of the graph that there would be, at least one
    record Unfit(List<Problem> problems) implements Result {}
  }

  /// @param now when migrations whose time is not known are said to be made
  public static Result of(RevisionGraph there, Project.Read project, Instant now) {
    var fresh = project.migrations().stream().filter(each -> !there.contains(each.id())).toList();
    var notes = new ArrayList<>(project.notes());
    var drafts =
        switch (project.shape()) {
          case GRAPH ->
              fresh.stream().map(each -> draft(each, each.links().revises(), now)).toList();
          case CHAIN -> {
            lateOnes(there, project.migrations()).ifPresent(notes::add);
            yield chained(there, project.migrations(), fresh, now);
          }
        };
    var all = new ArrayList<>(there.revisions());
    for (var at = 0; at < fresh.size(); at++) {
      all.add(revision(drafts.get(at), fresh.get(at).source()));
    }
    return switch (RevisionGraph.of(all)) {
      case GraphResult.Valid(var graph) -> new Result.Fit(new Additions(drafts, graph, notes));
      case GraphResult.Broken(var problems) ->
          new Result.Unfit(
              problems.stream()
                  .map(each -> new Problem(each.path(), each.line(), each.column(), each.message()))
                  .toList());
    };
  }

  private static List<ScriptDraft> chained(
      RevisionGraph there, List<ForeignMigration> all, List<ForeignMigration> fresh, Instant now) {
    var drafts = new ArrayList<ScriptDraft>();
    var parents = tip(there, all);
    for (var migration : fresh) {
      drafts.add(draft(migration, parents, now));
      parents = List.of(migration.id().value());
    }
    return drafts;
  }

  /// What a new link is put on: the last one that is there, or what has been added to it since.
  private static List<String> tip(RevisionGraph there, List<ForeignMigration> all) {
    var last = all.stream().map(ForeignMigration::id).filter(there::contains).toList();
    if (last.isEmpty()) {
      return List.of();
    }
    var heads = there.lineageAbove(List.of(last.getLast())).stream().filter(there::isHead).toList();
    return List.of((heads.size() == 1 ? heads.getFirst() : last.getLast()).value());
  }

  /// Says which new ones the tool would have run before some that are there.
  private static Optional<String> lateOnes(RevisionGraph there, List<ForeignMigration> all) {
    var late = new ArrayList<RevisionId>();
    var behind = false;
    for (var migration : all.reversed()) {
      behind |= there.contains(migration.id());
      if (behind && !there.contains(migration.id())) {
        late.addFirst(migration.id());
      }
    }
    return late.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "put behind later ones, which were imported before: "
                + late.stream().map(RevisionId::value).collect(Collectors.joining(", ")));
  }

  private static ScriptDraft draft(ForeignMigration migration, List<String> revises, Instant now) {
    return new ScriptDraft(
        migration.id().value(),
        revises,
        migration.links().labels(),
        migration.links().dependsOn(),
        Optional.of(migration.created().orElse(now).truncatedTo(ChronoUnit.SECONDS)),
        migration.message(),
        migration.upgrade(),
        migration.downgrade());
  }

  private static Revision revision(ScriptDraft draft, String source) {
    return new Revision(
        new RevisionId(draft.revision()),
        draft.revises().stream().map(RevisionId::new).toList(),
        draft.dependsOn(),
        draft.labels(),
        draft.message(),
        draft.created().orElse(null),
        Revision.Origin.file(source));
  }
}
