package dev.revisor.engine.environment;

import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.HeaderReader;
import dev.revisor.script.Located;
import dev.revisor.script.ScriptHeader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The heads of the revision files of a directory, in load order, and what is wrong with them.
///
/// @param complete whether every file has an id, so that what the graph lacks is lacking indeed
record RevisionHeads(List<Revision> revisions, List<Problem> problems, boolean complete) {

  static RevisionHeads read(EnvironmentDirectory environment) {
    var files = RevisionFiles.find(environment);
    var revisions = new ArrayList<Revision>(files.paths().size());
    var problems = new ArrayList<>(files.problems());
    for (var path : files.paths()) {
      var shown = environment.shown(path);
      read(path, shown, problems).ifPresent(revisions::add);
    }
    var complete = files.problems().isEmpty() && revisions.size() == files.paths().size();
    return new RevisionHeads(revisions, problems, complete);
  }

  private static Optional<Revision> read(Path path, String shown, List<Problem> problems) {
    try (var reader = reader(path)) {
      var result = HeaderReader.read(reader);
      for (var problem : result.problems()) {
        problems.add(new Problem(shown, problem.line(), problem.column(), problem.message()));
      }
      return result.header().id().map(id -> revision(new RevisionId(id), result.header(), shown));
    } catch (CharacterCodingException _) {
      problems.add(new Problem(shown, 0, 0, "not valid UTF-8"));
    } catch (IOException e) {
      problems.add(new Problem(shown, 0, 0, Paths.reason(e)));
    }
    return Optional.empty();
  }

  /// UTF-8, strictly.
  static Reader reader(Path path) throws IOException {
    return new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder());
  }

  private static Revision revision(RevisionId id, ScriptHeader header, String shown) {
    var origin =
        new Revision.Origin(
            shown,
            line(header.revision()),
            line(header.revises()),
            line(header.dependsOn()),
            line(header.labels()));
    var created = header.created();
    return new Revision(
        id,
        values(header.revises()).stream().map(RevisionId::new).toList(),
        values(header.dependsOn()),
        values(header.labels()),
        header.messageText(),
        created == null ? null : created.value(),
        origin);
  }

  private static List<String> values(List<Located<String>> located) {
    return located.stream().map(Located::value).toList();
  }

  private static int line(@Nullable Located<?> located) {
    return located == null ? 0 : located.line();
  }

  private static int line(List<? extends Located<?>> located) {
    return located.isEmpty() ? 0 : located.getFirst().line();
  }
}
