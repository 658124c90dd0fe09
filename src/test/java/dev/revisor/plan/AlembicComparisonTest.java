package dev.revisor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans for random graphs against those that Alembic made, recorded by src/test/alembic/record.py.
class AlembicComparisonTest {
  private static final Path RECORDED = Path.of("src/test/resources/dev/revisor/plan/alembic.jsonl");

  /// Where Alembic goes on and Revisor refuses: its silent no-op on a target that is behind, its
  /// guesses at `-N` from several rows and at `REV-N` below a root.
  private static final Set<String> TRAPS = Set.of("TARGET_BEHIND", "AMBIGUOUS_TARGET");

  static Stream<Recorded> recorded() throws IOException {
    var json = new ObjectMapper();
    return Files.readAllLines(RECORDED).stream()
        .map(
            line -> {
              try {
                return new Recorded(json.readTree(line));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  record Recorded(JsonNode line) {
    List<Revision> revisions() {
      var found = new ArrayList<Revision>();
      for (var node : line.path("revisions")) {
        found.add(
            Graphs.revision(
                node.path("id").asText(),
                texts(node.path("revises")).stream().map(RevisionId::new).toList(),
                texts(node.path("dependsOn")),
                texts(node.path("labels"))));
      }
      return found;
    }

    String command() {
      return line.path("command").asText();
    }

    String target() {
      return line.path("target").asText();
    }

    String[] rows() {
      return texts(line.path("rows")).toArray(String[]::new);
    }

    boolean failed() {
      return line.has("error");
    }

    /// Alembic's own failures, as against its refusals; and what it refuses because of a row that
    /// another row needs, which Revisor passes over.
    boolean crashed() {
      var error = line.path("error").asText();
      return error.startsWith("KeyError")
          || error.startsWith("AssertionError")
          || error.contains("overlaps with other requested revisions");
    }

    /// The steps with the rows after them. Where Alembic leaves a row that another row needs, which
    /// it does on some ways down from a merge, the row is left out: it says nothing.
    List<String> steps() {
      var graph = Graphs.valid(revisions());
      var found = new ArrayList<String>();
      for (var step : line.path("steps")) {
        found.add(
            (command().equals("upgrade") ? "up " : "down ")
                + step.path("revision").asText()
                + ": "
                + String.join(",", maximal(graph, texts(step.path("rows")))));
      }
      return found;
    }

    private static List<String> maximal(RevisionGraph graph, List<String> rows) {
      var ids = graph.maximal(rows.stream().map(RevisionId::new).toList());
      return World.texts(ids).stream().sorted().toList();
    }

    static List<String> texts(JsonNode array) {
      var found = new ArrayList<String>();
      array.forEach(node -> found.add(node.asText()));
      return found;
    }

    @Override
    public String toString() {
      return line.toString();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void plansAsAlembicDoes(Recorded recorded) {
    var told = told(recorded);
    if (!recorded.failed() && !isTrap(recorded, told)) {
      assertThat(told).isEqualTo(recorded.steps());
    } else if (recorded.failed() && !recorded.crashed()) {
      assertThat(told).hasSize(1).allMatch(line -> !line.contains(" "));
    }
  }

  @Test
  void mostOfWhatIsRecordedIsCompared() throws IOException {
    var all = recorded().toList();
    var compared = all.stream().filter(r -> !r.failed()).filter(r -> !isTrap(r, told(r))).count();
    assertThat(compared).isGreaterThan(all.size() / 2);
  }

  private static List<String> told(Recorded recorded) {
    var world = Graphs.world(Graphs.valid(recorded.revisions()), recorded.rows());
    var planner = Graphs.planner(world);
    var target = Graphs.target(recorded.target());
    return Graphs.told(
        recorded.command().equals("upgrade") ? planner.upgrade(target) : planner.downgrade(target));
  }

  private static boolean isTrap(Recorded recorded, List<String> told) {
    return told.size() == 1
        && TRAPS.contains(told.getFirst())
        && (recorded.steps().isEmpty() || recorded.target().contains("-"));
  }
}
