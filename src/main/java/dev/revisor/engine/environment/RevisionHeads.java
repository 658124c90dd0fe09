package dev.revisor.engine.environment;

import dev.revisor.revision.Place;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.HeaderReader;
import dev.revisor.script.Located;
import dev.revisor.script.ScriptHeader;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
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

  /// From here on, reading in parallel pays for its own start.
  private static final int MANY = 500;

  /// Most heads fit; a larger buffer costs more to make than it saves.
  private static final int BUFFER_BYTES = 2048;

  /// What one file gave.
  private record Head(Optional<Revision> revision, List<Problem> problems) {}

  static RevisionHeads read(EnvironmentDirectory environment) {
    var files = RevisionFiles.find(environment);
    var paths =
        files.paths().size() < MANY ? files.paths().stream() : files.paths().parallelStream();
    var heads = paths.map(path -> read(path, environment.shown(path))).toList();
    var revisions = heads.stream().flatMap(head -> head.revision().stream()).toList();
    var problems = new ArrayList<>(files.problems());
    heads.forEach(head -> problems.addAll(head.problems()));
    var complete = files.problems().isEmpty() && revisions.size() == heads.size();
    return new RevisionHeads(revisions, problems, complete);
  }

  private static Head read(Path path, String shown) {
    try (var reader = reader(path, BUFFER_BYTES)) {
      var result = HeaderReader.read(reader);
      var revision =
          result.header().id().map(id -> revision(new RevisionId(id), result.header(), shown));
      return new Head(
          revision,
          result.problems().stream()
              .map(each -> new Problem(shown, each.line(), each.column(), each.message()))
              .toList());
    } catch (CharacterCodingException _) {
      return unread(shown, "not valid UTF-8");
    } catch (IOException e) {
      return unread(shown, Paths.reason(e));
    }
  }

  private static Head unread(String shown, String why) {
    return new Head(Optional.empty(), List.of(new Problem(shown, 0, 0, why)));
  }

  /// UTF-8, strictly.
  static Reader reader(Path path, int bufferBytes) throws IOException {
    return Channels.newReader(
        Files.newByteChannel(path), StandardCharsets.UTF_8.newDecoder(), bufferBytes);
  }

  private static Revision revision(RevisionId id, ScriptHeader header, String shown) {
    var origin =
        new Revision.Origin(
            shown,
            place(header.revision()),
            places(header.revises()),
            places(header.dependsOn()),
            places(header.labels()));
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

  private static Place place(@Nullable Located<?> located) {
    return located == null
        ? Place.UNKNOWN
        : new Place(located.position().line(), located.position().column());
  }

  private static List<Place> places(List<? extends Located<?>> located) {
    return located.stream().map(RevisionHeads::place).toList();
  }
}
