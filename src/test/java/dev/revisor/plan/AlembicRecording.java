package dev.revisor.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.support.Alembic;
import dev.revisor.support.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A random graph and what Alembic did with it, as src/test/alembic/record.py wrote it down.
record AlembicRecording(int number, JsonNode json, RevisionGraph graph) {
  /// Another recording may be compared as well: `-Dalembic.recording=FILE`.
  private static final Path FILE =
      Path.of(
          System.getProperty(
              "alembic.recording", "src/test/resources/dev/revisor/plan/alembic.jsonl"));

  static Stream<AlembicRecording> all() throws IOException {
    return of(Files.readAllLines(FILE));
  }

  /// Recorded now, by the real Alembic.
  static Stream<AlembicRecording> live(int graphs, long seed) {
    return of(
        Command.run(
                List.of(
                    Alembic.python(),
                    "-B",
                    "src/test/alembic/record.py",
                    Integer.toString(graphs),
                    Long.toString(seed)))
            .orFail()
            .lines()
            .toList());
  }

  private static Stream<AlembicRecording> of(List<String> lines) {
    var mapper = new ObjectMapper();
    var found = new ArrayList<AlembicRecording>();
    for (var line : lines) {
      var json = read(mapper, line);
      var revisions = texts(json.path("revisions")).toArray(String[]::new);
      found.add(new AlembicRecording(found.size() + 1, json, Graphs.graph(revisions)));
    }
    return found.stream();
  }

  private static JsonNode read(ObjectMapper mapper, String line) {
    try {
      return mapper.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A fact about the graph: ids with blanks between them.
  List<String> words(String fact) {
    return split(json.path(fact).asText());
  }

  /// The labels of a revision, its own and those that spread to it.
  List<String> labels(RevisionId id) {
    return split(json.path("labels").path(id.value()).asText());
  }

  List<Case> cases() {
    var found = new ArrayList<Case>();
    for (var node : json.path("cases")) {
      found.add(
          new Case(
              graph,
              node.path("command").asText(),
              split(node.path("rows").asText()),
              split(node.path("targets").asText()),
              texts(node.path("steps")),
              split(node.path("shown").asText()),
              node.path("error").asText()));
    }
    return found;
  }

  /// A command in a state.
  ///
  /// @param targets one, but for a stamp; a range for `history`
  /// @param steps `ID KINDS: ROWS`, where kinds are the letters of i(nsert), d(elete), u(pdate)
  /// @param shown what `history` lists
  /// @param error empty where Alembic went through
  record Case(
      RevisionGraph graph,
      String command,
      List<String> rows,
      List<String> targets,
      List<String> steps,
      List<String> shown,
      String error) {

    /// Alembic says no.
    boolean refused() {
      return error.startsWith("CommandError");
    }

    /// Alembic breaks.
    boolean crashed() {
      return !error.isEmpty() && !refused();
    }

    String target() {
      return targets.getFirst();
    }

    @Override
    public String toString() {
      return "at "
          + rows
          + " "
          + command
          + " "
          + targets
          + ": "
          + (steps.isEmpty() ? error : steps);
    }
  }

  private static List<String> split(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  private static List<String> texts(JsonNode array) {
    var found = new ArrayList<String>();
    array.forEach(node -> found.add(node.asText()));
    return found;
  }

  @Override
  public String toString() {
    return "graph " + number;
  }
}
