package dev.revisor.engine.environment;

import dev.revisor.revision.GraphProblem;
import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The revisions of an environment directory: their graph, and the way to their files. Of large
/// files only the heads have been read.
///
/// @param graph the path in a revision's origin is relative to the directory where the file lies
///   inside, else absolute
/// @param texts of small files: they were read whole
public record RevisionDirectory(
    EnvironmentDirectory environment, RevisionGraph graph, Map<RevisionId, String> texts) {
  private static final int BUFFER = 1 << 14;

  /// What loading gave.
  public sealed interface Result {
    record Loaded(RevisionDirectory directory) implements Result {}

    /// Files that cannot be read as revisions; what is wrong with the graph is among the problems
    /// as far as it can be known then.
    ///
    /// @param problems sorted, at least one
    record InvalidFiles(List<Problem> problems) implements Result {}

    /// The files are right, but do not make a graph.
    ///
    /// @param problems sorted, at least one
    record BrokenGraph(List<Problem> problems) implements Result {}
  }

  /// Reads the heads of all revision files. Every problem of every file is found.
  public static Result load(EnvironmentDirectory environment) {
    var heads = RevisionHeads.read(environment);
    var built = RevisionGraph.of(heads.revisions());
    if (heads.problems().isEmpty()) {
      return switch (built) {
        case GraphResult.Valid(var graph) ->
            new Result.Loaded(new RevisionDirectory(environment, graph, heads.texts()));
        case GraphResult.Broken(var problems) ->
            new Result.BrokenGraph(problems.stream().map(RevisionDirectory::problem).toList());
      };
    }
    var all = new ArrayList<>(heads.problems());
    if (built instanceof GraphResult.Broken(var problems)) {
      problems.stream()
          .filter(problem -> heads.complete() || !comesFromMissingFiles(problem))
          .map(RevisionDirectory::problem)
          .forEach(all::add);
    }
    return new Result.InvalidFiles(all.stream().sorted().toList());
  }

  private static Problem problem(GraphProblem problem) {
    return new Problem(problem.path(), problem.line(), problem.column(), problem.message());
  }

  private static boolean comesFromMissingFiles(GraphProblem problem) {
    return switch (problem.kind()) {
      case MISSING_PARENT, MISSING_DEPENDENCY, AMBIGUOUS_DEPENDENCY -> true;
      case DUPLICATE_ID, RESERVED_WORD, SELF_LOOP, DUPLICATE_LABEL, CYCLE, DEPENDENCY_CYCLE ->
          false;
    };
  }

  /// The file of a revision, absolute. The revision must be in the graph.
  public Path path(RevisionId id) {
    return path(graph.get(id));
  }

  /// The file of a revision of this directory, absolute.
  public Path path(Revision revision) {
    return environment.path().resolve(revision.origin().path());
  }

  /// The text of a small file, as it was when its head was read.
  public Optional<String> text(RevisionId id) {
    return Optional.ofNullable(texts.get(id));
  }

  /// The text of a revision's file from its start, as UTF-8; malformed bytes are an
  /// [java.nio.charset.CharacterCodingException]. The caller closes the reader.
  public Reader open(RevisionId id) throws IOException {
    return new BufferedReader(RevisionHeads.reader(Files.newByteChannel(path(id)), BUFFER), BUFFER);
  }
}
