package dev.revisor.engine.environment;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.Located;
import dev.revisor.script.ScriptDraft;
import dev.revisor.script.ScriptReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes the files of new revisions.
public final class RevisionWriter {
  private final EnvironmentDirectory directory;

  public RevisionWriter(EnvironmentDirectory directory) {
    this.directory = directory;
  }

  /// What writing gave.
  public sealed interface Result {
    /// @param path absolute
    record Written(Path path) implements Result {}

    /// Nothing was written.
    record Refused(List<Problem> problems) implements Result {}
  }

  /// Writes `revision` below `location`, one of the version locations. An existing file is never
  /// overwritten, and no name leads out of the location.
  public Result write(NewRevision revision, Path location) {
    var name = name(revision.id().value(), revision.message(), revision.created());
    var fault = FileTemplate.pathFault(name);
    if (fault.isPresent()) {
      return refused(name, "a file's name " + fault.get());
    }
    try {
      var template = template();
      var problems = template.problems(EnvironmentDirectory.TEMPLATE_FILE);
      return problems.isEmpty()
          ? write(Claim.of(revision), location.resolve(name), template.render(revision))
          : new Result.Refused(problems);
    } catch (IOException e) {
      return refused(EnvironmentDirectory.TEMPLATE_FILE, Paths.reason(e));
    } catch (InvalidPathException _) {
      return refused(name, "not a file name in this locale; set LC_ALL=C.UTF-8");
    }
  }

  /// What the file would hold.
  ///
  /// @param text empty where there are problems
  public record Text(String text, List<Problem> problems) {}

  /// What [#write] would write.
  public Text text(NewRevision revision) {
    try {
      var template = template();
      var problems = template.problems(EnvironmentDirectory.TEMPLATE_FILE);
      var text = problems.isEmpty() ? template.render(revision) : "";
      var faults = problems.isEmpty() ? faults(Claim.of(revision), text) : problems;
      return new Text(faults.isEmpty() ? text : "", faults);
    } catch (IOException e) {
      return new Text(
          "", List.of(new Problem(EnvironmentDirectory.TEMPLATE_FILE, 0, 0, Paths.reason(e))));
    }
  }

  /// Writes a whole file, whatever the template is. As the other one, it overwrites nothing.
  ///
  /// @param draft with a time
  public Result write(ScriptDraft draft, Path location) {
    var name = name(draft.revision(), draft.message(), draft.created().orElseThrow());
    var fault = FileTemplate.pathFault(name);
    if (fault.isPresent()) {
      return refused(name, "a file's name " + fault.get());
    }
    try {
      return write(
          new Claim(draft.revision(), draft.revises()), location.resolve(name), draft.print());
    } catch (InvalidPathException _) {
      return refused(name, "not a file name in this locale; set LC_ALL=C.UTF-8");
    }
  }

  private String name(String id, String message, Instant created) {
    var settings = directory.configuration().files();
    return settings
        .fileTemplate()
        .render(id, Slug.of(message, settings.slugLength()), created.atZone(settings.timezone()));
  }

  private ScriptTemplate template() throws IOException {
    var file = directory.path().resolve(EnvironmentDirectory.TEMPLATE_FILE);
    return new ScriptTemplate(
        Files.exists(file) ? Files.readString(file) : NewEnvironment.shippedTemplate());
  }

  /// What the text of a file must say of itself.
  private record Claim(String id, List<String> revises) {
    static Claim of(NewRevision revision) {
      return new Claim(
          revision.id().value(), revision.revises().stream().map(RevisionId::value).toList());
    }
  }

  private Result write(Claim claim, Path file, String text) {
    var shown = directory.shown(file);
    var faults = faults(claim, text);
    if (!faults.isEmpty()) {
      return new Result.Refused(faults);
    }
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new Result.Written(file);
    } catch (FileAlreadyExistsException _) {
      return refused(shown, "the file exists already");
    } catch (IOException e) {
      return refused(shown, Paths.reason(e));
    }
  }

  /// Whether the text is a revision file, and this revision's: templates can be wrong.
  private static List<Problem> faults(Claim claim, String text) {
    var made = "the file made from " + EnvironmentDirectory.TEMPLATE_FILE;
    return switch (ScriptReader.read(text)) {
      case ScriptReader.Result.Invalid(_, var problems) ->
          problems.stream().map(p -> new Problem(made, p.line(), p.column(), p.message())).toList();
      case ScriptReader.Result.Valid(var script) ->
          script.header().id().equals(Optional.of(claim.id()))
                  && values(script.header().revises()).equals(claim.revises())
              ? List.of()
              : List.of(new Problem(made, 0, 0, "is another revision's"));
    };
  }

  private static List<String> values(List<Located<String>> located) {
    return located.stream().map(Located::value).toList();
  }

  private static Result refused(String file, String message) {
    return new Result.Refused(List.of(new Problem(file, 0, 0, message)));
  }
}
