package dev.revisor.engine.environment;

import dev.revisor.revision.Place;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.HeaderReader;
import dev.revisor.script.Located;
import dev.revisor.script.ScriptHeader;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The heads of the revision files of a directory, in load order, and what is wrong with them.
///
/// @param complete whether every file has an id, so that what the graph lacks is lacking indeed
/// @param texts of small files, which were read whole for their heads
record RevisionHeads(
    List<Revision> revisions,
    List<Problem> problems,
    boolean complete,
    Map<RevisionId, String> texts) {

  /// From here on, reading in parallel pays for its own start.
  private static final int MANY = 500;

  /// Most heads fit; a larger buffer costs more to make than it saves.
  private static final int BUFFER_BYTES = 2048;

  private static final int MOST_CHARS_KEPT = 8 * 1024 * 1024;

  /// What one file gave.
  ///
  /// @param text the whole of a small one
  private record Head(Optional<Revision> revision, List<Problem> problems, Optional<String> text) {}

  static RevisionHeads read(EnvironmentDirectory environment) {
    var files = RevisionFiles.find(environment);
    var paths =
        files.paths().size() < MANY ? files.paths().stream() : files.paths().parallelStream();
    var heads = paths.map(path -> read(path, environment.shown(path))).toList();
    var revisions = new ArrayList<Revision>(heads.size());
    var problems = new ArrayList<>(files.problems());
    for (var head : heads) {
      head.revision().ifPresent(revisions::add);
      problems.addAll(head.problems());
    }
    var complete = files.problems().isEmpty() && revisions.size() == heads.size();
    return new RevisionHeads(revisions, problems, complete, texts(heads));
  }

  private static Map<RevisionId, String> texts(List<Head> heads) {
    var texts = new HashMap<RevisionId, String>();
    var left = MOST_CHARS_KEPT;
    for (var head : heads) {
      if (head.revision().isPresent() && head.text().isPresent()) {
        var text = head.text().get();
        if (text.length() <= left) {
          texts.put(head.revision().get().id(), text);
          left -= text.length();
        }
      }
    }
    return texts;
  }

  private static Head read(Path path, String shown) {
    try (var channel = Files.newByteChannel(path)) {
      var start = ByteBuffer.allocate(BUFFER_BYTES);
      var read = 0;
      while (read >= 0 && start.hasRemaining()) {
        read = channel.read(start);
      }
      if (start.hasRemaining()) {
        var text = text(start.flip());
        return head(HeaderReader.read(text), shown, Optional.of(text));
      }
      channel.position(0);
      return head(HeaderReader.read(reader(channel, BUFFER_BYTES)), shown, Optional.empty());
    } catch (CharacterCodingException _) {
      return new Head(Optional.empty(), List.of(Utf8.problem(path, shown)), Optional.empty());
    } catch (IOException e) {
      return unread(shown, Paths.reason(e));
    }
  }

  /// As UTF-8, strictly. The plain way, which puts U+FFFD for what is malformed, is the fast one.
  private static String text(ByteBuffer bytes) throws CharacterCodingException {
    var text = new String(bytes.array(), 0, bytes.limit(), StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0
        ? text
        : StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
  }

  private static Head head(HeaderReader.Result result, String shown, Optional<String> text) {
    var revision =
        result.header().id().map(id -> revision(new RevisionId(id), result.header(), shown));
    return new Head(
        revision,
        each(
            result.problems(),
            problem -> new Problem(shown, problem.line(), problem.column(), problem.message())),
        text);
  }

  private static Head unread(String shown, String why) {
    return new Head(Optional.empty(), List.of(new Problem(shown, 0, 0, why)), Optional.empty());
  }

  /// UTF-8, strictly.
  static Reader reader(ReadableByteChannel file, int bufferBytes) {
    return Channels.newReader(file, StandardCharsets.UTF_8.newDecoder(), bufferBytes);
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
        each(header.revises(), parent -> new RevisionId(parent.value())),
        values(header.dependsOn()),
        values(header.labels()),
        header.messageText(),
        created == null ? null : created.value(),
        origin);
  }

  private static List<String> values(List<Located<String>> located) {
    return each(located, Located::value);
  }

  /// Without a stream for what most files have none or one of.
  private static <T, R> List<R> each(List<T> all, Function<T, R> form) {
    return switch (all.size()) {
      case 0 -> List.of();
      case 1 -> List.of(form.apply(all.getFirst()));
      default -> all.stream().map(form).toList();
    };
  }

  private static Place place(@Nullable Located<?> located) {
    return located == null
        ? Place.UNKNOWN
        : new Place(located.position().line(), located.position().column());
  }

  private static List<Place> places(List<? extends Located<?>> located) {
    return each(located, RevisionHeads::place);
  }
}
