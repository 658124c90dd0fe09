package dev.revisor.cli;

import dev.revisor.engine.adopt.Additions;
import dev.revisor.engine.adopt.Order;
import dev.revisor.engine.adopt.Project;
import dev.revisor.engine.adopt.Tool;
import dev.revisor.engine.environment.PostWrite;
import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.environment.RevisionWriter;
import dev.revisor.engine.environment.VersionTableSetting;
import dev.revisor.engine.result.Reason;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An adoption from its arguments to its report: everything is read and judged before anything is
/// written.
final class Import {
  private final Session session;
  private final Choices choices;
  private final List<String> notes = new ArrayList<>();

  Import(Session session, Choices choices) {
    this.session = session;
    this.choices = choices;
  }

  /// @param directory as it was given
  record Choices(
      Tool tool, String directory, Optional<String> table, boolean stubs, List<String> alembic) {}

  /// What is adopted.
  enum Scope {
    FILES,
    DATABASE
  }

  /// What was written.
  ///
  /// @param stamped where the database was set to; empty when it was not
  private record Outcome(
      Additions additions, List<Path> paths, List<Problem> problems, List<RevisionId> stamped) {}

  ExitCode run(Scope scope) throws InterruptedException {
    var revisions = session.revisionsToWriteTo();
    var project = project();
    var additions = additions(revisions, project);
    var shares = choices.tool().sharesItsTable();
    if (shares) {
      refuseOtherTable(revisions, project);
    }
    var adoption =
        scope == Scope.FILES || shares
            ? Optional.<ImportedDatabase>empty()
            : ImportedDatabase.named(session, revisions.environment());
    var look = adoption.map(each -> each.look(choices, project, additions.graph()));
    var paths = write(revisions, additions);
    var problems = new ArrayList<Problem>();
    for (var path : paths) {
      problems.addAll(PostWrite.run(revisions.environment(), path));
    }
    if (shares) {
      share(revisions, project);
    }
    var stamped = look.map(ImportedDatabase.Look::stamp).orElse(List.of());
    look.flatMap(ImportedDatabase.Look::note).ifPresent(notes::add);
    notes.addAll(project.notes());
    return report(new Outcome(additions, paths, problems, stamped), project);
  }

  private Project.Read project() {
    var directory = session.surroundings().resolve(choices.directory());
    if (!Files.isDirectory(directory)) {
      throw Failure.usage(
          Files.exists(directory)
              ? choices.directory() + " is a file: name the directory that it is in"
              : "no directory " + choices.directory());
    }
    var order =
        new Order(
            directory,
            session.variables(),
            choices.stubs() ? Order.Unreadable.STUBS : Order.Unreadable.REFUSED,
            choices.alembic(),
            session::shown);
    return switch (choices.tool().read(order)) {
      case Project.Read read -> read;
      case Project.Broken(var problems) ->
          throw Failure.of(
              Reason.InvalidScript,
              "the %s project %s cannot be imported; nothing was written"
                  .formatted(choices.tool(), choices.directory()),
              problems);
    };
  }

  /// Revisions of another history are counted by another table.
  private void refuseOtherTable(RevisionDirectory revisions, Project.Read project) {
    var table = revisions.environment().configuration().run().versionTable();
    var others =
        revisions.graph().revisions().stream()
            .filter(each -> project.migrations().stream().noneMatch(m -> m.id().equals(each.id())));
    var isNew = project.migrations().stream().noneMatch(m -> revisions.graph().contains(m.id()));
    if (!table.equals(project.table()) && isNew && others.findAny().isPresent()) {
      throw Failure.of(
              Reason.VersionTableMismatch,
              "the directory has revisions whose version is in %s; that of the project is in %s"
                  .formatted(table, project.table()))
          .withHint("make an environment of its own: revisor init DIR");
    }
  }

  private void share(RevisionDirectory revisions, Project.Read project) {
    switch (VersionTableSetting.set(revisions.environment(), project.table())) {
      case VersionTableSetting.Result.Set(var file) ->
          notes.add("set versionTable: %s in %s".formatted(project.table(), session.shown(file)));
      case VersionTableSetting.Result.Unchanged() -> {}
      case VersionTableSetting.Result.Refused(var problem) ->
          throw Failure.of(
              Reason.InvalidConfiguration,
              "the files are written, but the version table is not set",
              List.of(problem));
    }
  }

  private Additions additions(RevisionDirectory revisions, Project.Read project) {
    var now = session.surroundings().clock().instant();
    return switch (Additions.of(revisions.graph(), project, now)) {
      case Additions.Result.Fit(var additions) -> additions;
      case Additions.Result.Unfit(var problems) ->
          throw Failure.of(
              Reason.BrokenGraph,
              "with the project the revisions would make no graph; nothing was written",
              problems);
    };
  }

  private List<Path> write(RevisionDirectory revisions, Additions additions) {
    var writer = new RevisionWriter(revisions.environment());
    var location = revisions.environment().versionLocations().getFirst();
    var paths = new ArrayList<Path>();
    for (var draft : additions.drafts()) {
      switch (writer.write(draft, location)) {
        case RevisionWriter.Result.Written(var path) -> paths.add(path);
        case RevisionWriter.Result.Refused(var problems) -> {
          paths.forEach(Import::delete);
          throw Failure.of(Reason.InvalidScript, "nothing was written", problems);
        }
      }
    }
    return paths;
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw Failure.of(Reason.InvalidConfiguration, "cannot delete " + path + " again: " + e);
    }
  }

  private ExitCode report(Outcome outcome, Project.Read project) {
    var console = session.console();
    notes.forEach(console::note);
    outcome.problems().forEach(problem -> console.warn(problem.toString()));
    if (console.json()) {
      console.document("Created", json -> write(json, outcome));
    } else {
      if (!console.quiet()) {
        outcome.paths().forEach(path -> console.line("  Generating " + path + " ...  done"));
      }
      console.line(summary(outcome, project));
    }
    return outcome.problems().isEmpty() ? ExitCode.SUCCESS : ExitCode.USER;
  }

  private String summary(Outcome outcome, Project.Read project) {
    var added = outcome.paths().size();
    var all = project.migrations().size();
    var written =
        added == 0
            ? "nothing new: all %d of %s are here".formatted(all, choices.tool())
            : "imported %d of %d from %s".formatted(added, all, choices.tool());
    if (outcome.stamped().isEmpty()) {
      return written;
    }
    var rows = outcome.stamped().stream().map(RevisionId::value).toList();
    return written + "; the database is at " + String.join(", ", rows);
  }

  private void write(JsonWriter json, Outcome outcome) throws IOException {
    var drafts = outcome.additions().drafts();
    var numbers = java.util.stream.IntStream.range(0, drafts.size()).boxed().toList();
    json.objects(
        "revisions",
        numbers,
        at ->
            json.text("revision", drafts.get(at).revision())
                .text("path", outcome.paths().get(at).toString()));
    json.problems(outcome.problems()).texts("stamped", outcome.stamped()).texts("notes", notes);
  }
}
