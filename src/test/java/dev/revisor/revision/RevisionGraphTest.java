package dev.revisor.revision;

import static dev.revisor.plan.Graphs.graph;
import static dev.revisor.plan.Graphs.ids;
import static dev.revisor.plan.Graphs.revisions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.plan.Graphs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionGraphTest {

  record Broken(String name, String[] lines, String... messages) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Broken> broken() {
    return List.of(
        new Broken(
            "a missing parent, with what may be meant",
            lines("abcd1", "abcd2 -> efgh1"),
            "versions/efgh1.sql:2: revision efgh1 revises abcd2, which no file defines; "
                + "did you mean abcd1?"),
        new Broken(
            "a missing dependency",
            lines("abcd1", "efgh1 ^zzzzzzzz"),
            "versions/efgh1.sql:3: revision efgh1 depends on zzzzzzzz, "
                + "which is neither a revision nor a label"),
        new Broken(
            "an ambiguous dependency",
            lines("abcd1", "abcd2", "efgh1 ^abcd"),
            "versions/efgh1.sql:3: revision efgh1 depends on abcd, "
                + "which several revisions start with: abcd1, abcd2"),
        new Broken(
            "a cycle, with its path",
            lines("c -> a", "a -> b", "b -> c"),
            "versions/a.sql:2: revisions revise each other in a cycle: a -> c -> b -> a"),
        new Broken(
            "a revision that revises itself",
            lines("a -> a"),
            "versions/a.sql:2: revision a revises itself"),
        new Broken(
            "a revision that depends on itself",
            lines("a ^a"),
            "versions/a.sql:3: revision a depends on itself"),
        new Broken(
            "a cycle through dependencies",
            lines("a ^b", "b ^a"),
            "versions/a.sql:3: dependencies make a cycle: a -> b -> a"),
        new Broken(
            "an id twice",
            lines("a", "a"),
            "versions/a.sql:1: revision a is defined twice: also in versions/a.sql; "
                + "give one of them a new id"),
        new Broken(
            "a label twice",
            lines("a #x", "b #x"),
            "versions/b.sql:4: label 'x' is already used by revision a; "
                + "a label belongs to one revision"),
        new Broken(
            "a label that is an id",
            lines("a #b", "b"),
            "versions/a.sql:4: label 'b' is the id of a revision; rename the label"),
        new Broken(
            "reserved words",
            lines("head", "b #base"),
            "versions/b.sql:4: 'base' is a word of the target grammar and cannot be a label; "
                + "rename it",
            "versions/head.sql:1: 'head' is a word of the target grammar and cannot be a revision "
                + "id; rename it"));
  }

  private static String[] lines(String... lines) {
    return lines;
  }

  @ParameterizedTest
  @MethodSource("broken")
  void reportsWhatIsWrong(Broken broken) {
    assertThat(problems(broken.lines())).containsExactly(broken.messages());
  }

  @Test
  void reportsEveryProblemAtOnce() {
    assertThat(problems("x -> a", "y -> b", "c ^z #head", "c")).hasSize(5);
  }

  @Test
  void knowsHeadsAndEffectiveHeads() {
    var graph = graph("a", "a -> b", "x ^b");
    assertThat(graph.heads()).isEqualTo(ids("b", "x"));
    assertThat(graph.effectiveHeads()).isEqualTo(ids("x"));
    assertThat(graph.bases()).isEqualTo(ids("a", "x"));
  }

  @Test
  void labelsSpreadUpAndDownToTheNearestBranchPoint() {
    var graph = graph("a", "a -> b", "b -> c", "b -> d", "d -> e #shop", "e -> f");
    assertThat(graph.labelsOf(new RevisionId("f"))).containsExactly("shop");
    assertThat(graph.labelsOf(new RevisionId("d"))).containsExactly("shop");
    assertThat(graph.labelsOf(new RevisionId("b"))).isEmpty();
    assertThat(graph.labelsOf(new RevisionId("c"))).isEmpty();
  }

  @Test
  void labelsSpreadUpOnlyWhereTheBranchIsMerged() {
    var graph = graph("a", "a -> b", "b -> c", "b -> d", "d -> e #shop", "e -> f", "c,f -> g");
    assertThat(graph.labelsOf(new RevisionId("g"))).containsExactly("shop");
    assertThat(graph.labelsOf(new RevisionId("d"))).isEmpty();
  }

  @Test
  void aDependencyMayNameALabelOrAPrefix() {
    var graph = graph("abcd1 #core", "efgh1 ^core", "ijkl1 ^efgh");
    assertThat(graph.dependencies(new RevisionId("efgh1"))).isEqualTo(ids("abcd1"));
    assertThat(graph.dependencies(new RevisionId("ijkl1"))).isEqualTo(ids("efgh1"));
  }

  @Test
  void theMaximalOfASetAreThoseThatNoOtherNeeds() {
    var graph = graph("a", "a -> b", "b -> c", "x ^b");
    assertThat(graph.maximal(ids("a", "x"))).containsExactlyElementsOf(ids("x"));
    assertThat(graph.maximal(ids("a", "b", "c"))).containsExactlyElementsOf(ids("c"));
  }

  @Test
  void aLineOfAHundredThousandRevisionsIsNoDeeperThanOneOfTen() {
    var revisions = new ArrayList<Revision>();
    for (int number = 0; number < 100_000; number++) {
      revisions.add(
          Graphs.revision(
              "r" + number,
              number == 0 ? List.of() : ids("r" + (number - 1)),
              List.of(),
              List.of()));
    }
    var graph = Graphs.valid(revisions);
    var order = graph.newestFirst(graph.ancestors(graph.heads()), graph.heads());
    assertThat(order).hasSize(100_000);
    assertThat(order.getFirst()).isEqualTo(new RevisionId("r99999"));
  }

  private static List<String> problems(String... lines) {
    return switch (RevisionGraph.of(revisions(lines))) {
      case GraphResult.Valid _ -> List.of();
      case GraphResult.Broken(var problems) ->
          problems.stream().map(GraphProblem::toString).toList();
    };
  }
}
