package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.environment.Utf8;
import dev.revisor.engine.result.Fault;
import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.result.RunError;
import dev.revisor.engine.run.RevisionScript;
import dev.revisor.engine.run.ScriptDirectory;
import dev.revisor.plan.ScriptFacts;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import dev.revisor.script.Downgrade;
import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import dev.revisor.script.TransactionMode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The scripts of a directory, read when they are asked for. Small ones are kept with their text,
/// since a run reads a file four times: for its form, its checksum, its statements, and its way
/// back. Problems are collected, so that all broken scripts of a plan are known at once: whoever
/// asked for facts calls [#requireValid] before using them.
final class ScriptFiles implements ScriptDirectory {
  private static final long SMALL_BYTES = 16 * 1024;
  private static final long MOST_CHARS_KEPT = 8 * 1024 * 1024;

  /// How many files are read at once: fewer are not worth the threads, more not the memory.
  private static final int MANY = 250;

  private final RevisionDirectory directory;
  private final Map<RevisionId, String> texts = new HashMap<>();
  private final Map<RevisionId, RevisionScript> read = new HashMap<>();
  private final TreeSet<Problem> problems = new TreeSet<>();
  private long charsKept;

  ScriptFiles(RevisionDirectory directory) {
    this.directory = directory;
  }

  RevisionDirectory directory() {
    return directory;
  }

  /// What the planner asks. A broken script has a checksum only, and its problems are kept.
  Optional<ScriptFacts> facts(RevisionId revision) {
    if (!directory.graph().contains(revision)) {
      return Optional.empty();
    }
    var known = read.get(revision);
    if (known != null) {
      return Optional.of(facts(known));
    }
    return switch (parse(revision)) {
      case ScriptReader.Result.Valid(var script) ->
          Optional.of(facts(remember(revision, script, checksumOf(revision))));
      case ScriptReader.Result.Invalid(_, var found) -> {
        var file = directory.graph().get(revision).origin().path();
        found.forEach(p -> problems.add(new Problem(file, p.line(), p.column(), p.message())));
        var reversible = Optional.of(TransactionMode.REVISION);
        yield Optional.of(
            new ScriptFacts(
                checksumOf(revision), TransactionMode.REVISION, reversible, Optional.empty()));
      }
    };
  }

  /// @throws RevisorException InvalidScript when a script that was asked for is broken
  void requireValid() {
    if (!problems.isEmpty()) {
      var first = problems.getFirst();
      var others = problems.tailSet(first, false).stream().map(Problem::toString).toList();
      var also = others.isEmpty() ? "" : "; " + String.join("; ", others);
      throw new RevisorException(
          Reason.InvalidScript,
          RunError.of(Fault.USER, first.message() + also)
              .at(first.file(), first.line(), first.column()));
    }
  }

  /// Of all scripts that were asked for, sorted.
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public Optional<RevisionScript> script(RevisionId revision) {
    if (!read.containsKey(revision)) {
      facts(revision);
    }
    requireValid();
    return Optional.ofNullable(read.get(revision));
  }

  /// Reads many files that are about to be asked for, several at a time.
  void readAhead(Collection<RevisionId> revisions) {
    var unread =
        revisions.stream()
            .filter(revision -> directory.graph().contains(revision) && !read.containsKey(revision))
            .toList();
    for (var from = 0; unread.size() - from >= MANY; from += MANY) {
      unread.subList(from, from + MANY).parallelStream()
          .map(revision -> Ahead.read(directory, revision))
          .toList()
          .forEach(ahead -> ahead.ifPresent(this::remember));
    }
  }

  private void remember(Ahead ahead) {
    keep(ahead.revision(), ahead.text());
    remember(ahead.revision(), ahead.script(), ahead.checksum());
  }

  /// A small file that is right. What becomes of others is found when they are asked for.
  private record Ahead(RevisionId revision, String text, Script script, Checksum checksum) {
    static Optional<Ahead> read(RevisionDirectory directory, RevisionId revision) {
      try {
        var small = small(directory, revision);
        if (small.isEmpty()) {
          return Optional.empty();
        }
        var text = small.get();
        return ScriptReader.read(text) instanceof ScriptReader.Result.Valid(var script)
            ? Optional.of(new Ahead(revision, text, script, Checksum.of(text)))
            : Optional.empty();
      } catch (IOException _) {
        return Optional.empty();
      }
    }
  }

  /// Its file, from the start.
  Reader open(RevisionId revision) throws IOException {
    var text = text(revision);
    return text.isPresent() ? new StringReader(text.get()) : directory.open(revision);
  }

  /// The text of a small file.
  private Optional<String> text(RevisionId revision) throws IOException {
    var kept = texts.get(revision);
    if (kept != null) {
      return Optional.of(kept);
    }
    var text = small(directory, revision);
    text.ifPresent(read -> keep(revision, read));
    return text;
  }

  /// The text of a file that may be kept, empty for a large one.
  private static Optional<String> small(RevisionDirectory directory, RevisionId revision)
      throws IOException {
    var known = directory.text(revision);
    if (known.isPresent()) {
      return known;
    }
    var file = directory.path(revision);
    return Files.size(file) > SMALL_BYTES ? Optional.empty() : Optional.of(Files.readString(file));
  }

  private void keep(RevisionId revision, String text) {
    var kept = directory.text(revision).isPresent();
    if (!kept && charsKept + text.length() <= MOST_CHARS_KEPT) {
      texts.put(revision, text);
      charsKept += text.length();
    }
  }

  /// What its file is, right or wrong.
  ///
  /// @throws RevisorException InvalidScript when it cannot be read
  ScriptReader.Result parse(RevisionId revision) {
    var known = read.get(revision);
    if (known != null) {
      return new ScriptReader.Result.Valid(known.script());
    }
    try {
      var text = text(revision);
      if (text.isPresent()) {
        return ScriptReader.read(text.get());
      }
      try (var reader = directory.open(revision)) {
        return ScriptReader.read(reader);
      }
    } catch (IOException e) {
      throw unreadable(revision, e);
    }
  }

  private RevisionScript remember(RevisionId id, Script script, Checksum checksum) {
    var revision = directory.graph().get(id);
    var found =
        new RevisionScript(
            revision,
            directory.graph().dependencies(id),
            script,
            checksum,
            revision.origin().path(),
            () -> open(id));
    read.put(id, found);
    return found;
  }

  private static ScriptFacts facts(RevisionScript found) {
    var upgrade = found.script().upgrade().mode();
    return switch (found.script().downgrade()) {
      case Downgrade.Sql(var section) ->
          new ScriptFacts(found.checksum(), upgrade, Optional.of(section.mode()), Optional.empty());
      case Downgrade.Irreversible(var reason, _) ->
          new ScriptFacts(found.checksum(), upgrade, Optional.empty(), Optional.of(reason));
      case Downgrade.Missing _ ->
          new ScriptFacts(found.checksum(), upgrade, Optional.empty(), Optional.empty());
    };
  }

  /// Of the whole file, broken or not.
  @Override
  public Optional<Checksum> checksum(RevisionId revision) {
    return directory.graph().contains(revision)
        ? Optional.of(checksumOf(revision))
        : Optional.empty();
  }

  private Checksum checksumOf(RevisionId revision) {
    try {
      var text = text(revision);
      if (text.isPresent()) {
        return Checksum.of(text.get());
      }
      try (var reader = directory.open(revision)) {
        return Checksum.of(reader);
      }
    } catch (IOException e) {
      throw unreadable(revision, e);
    }
  }

  private RevisorException unreadable(RevisionId revision, IOException e) {
    var path = directory.graph().get(revision).origin().path();
    var problem =
        e instanceof CharacterCodingException
            ? Utf8.problem(directory.path(revision), path)
            : new Problem(path, 0, 0, "cannot be read: " + e);
    return new RevisorException(
        Reason.InvalidScript,
        RunError.of(Fault.USER, problem.message()).at(path, problem.line(), 0));
  }
}
