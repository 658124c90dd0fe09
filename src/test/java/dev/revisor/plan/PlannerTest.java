package dev.revisor.plan;

import static dev.revisor.plan.Graphs.graph;
import static dev.revisor.plan.Graphs.ids;
import static dev.revisor.plan.Graphs.planner;
import static dev.revisor.plan.Graphs.target;
import static dev.revisor.plan.Graphs.told;
import static dev.revisor.plan.Graphs.world;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.script.TransactionMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
  /// a - b - c (shop: d - e off b); net: x - y, y depends on c.
  private static final RevisionGraph GRAPH =
      graph(
          "aaaa",
          "aaaa -> bbbb",
          "bbbb -> cccc",
          "bbbb -> dddd #shop",
          "dddd -> eeee",
          "xxxx #net",
          "xxxx -> yyyy ^cccc");

  record Case(String rows, String command, String expected) {
    @Override
    public String toString() {
      return "at [" + rows + "] " + command;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("", "upgrade cccc", "up aaaa: aaaa | up bbbb: bbbb | up cccc: cccc"),
        new Case("cccc", "upgrade cccc", ""),
        new Case("cccc", "upgrade bbbb", "TARGET_BEHIND"),
        new Case("cccc", "upgrade base", "TARGET_BEHIND"),
        new Case("", "upgrade head", "AMBIGUOUS_TARGET"),
        new Case("cccc", "upgrade shop@head", "up dddd: cccc,dddd | up eeee: cccc,eeee"),
        new Case("cccc,eeee", "upgrade shop@head", ""),
        new Case("cccc", "upgrade nope", "UNKNOWN_REVISION"),
        new Case("cccc", "upgrade ccc", "UNKNOWN_REVISION"),
        new Case("cccc", "upgrade shop@yyyy", "UNKNOWN_REVISION"),
        new Case("cccc", "upgrade net@+1", "up xxxx: cccc,xxxx"),
        new Case("cccc,xxxx", "upgrade yyyy", "up yyyy: yyyy"),
        new Case("cccc,eeee", "upgrade +1", "AMBIGUOUS_TARGET"),
        new Case("aaaa", "upgrade -1", "INVALID_TARGET"),
        new Case("aaaa", "upgrade +0", "INVALID_TARGET"),
        new Case("aaaa", "upgrade +9", "AMBIGUOUS_TARGET"),
        new Case("cccc", "downgrade -1", "down cccc: bbbb"),
        new Case("cccc", "downgrade +1", "INVALID_TARGET"),
        new Case("cccc,eeee", "downgrade base+2", "AMBIGUOUS_TARGET"),
        new Case("cccc,eeee", "downgrade base-1", "INVALID_TARGET"),
        new Case("cccc,eeee", "downgrade shop@base+2", "down eeee: cccc,dddd | down dddd: cccc"),
        new Case("cccc,eeee", "downgrade -1", "AMBIGUOUS_TARGET"),
        new Case("cccc,eeee", "downgrade shop@-1", "down eeee: cccc,dddd"),
        new Case(
            "eeee,yyyy",
            "downgrade bbbb",
            "down eeee: dddd,yyyy"
                + " | down dddd: yyyy"
                + " | down yyyy: cccc,xxxx"
                + " | down cccc: bbbb,xxxx"),
        new Case(
            "eeee,yyyy", "downgrade net@base", "down yyyy: cccc,eeee,xxxx | down xxxx: cccc,eeee"),
        new Case("eeee,yyyy", "downgrade xxxx-1", "AMBIGUOUS_TARGET"),
        new Case(
            "yyyy",
            "downgrade base",
            "down yyyy: cccc,xxxx"
                + " | down xxxx: cccc"
                + " | down cccc: bbbb"
                + " | down bbbb: aaaa"
                + " | down aaaa: "),
        new Case("", "downgrade -1", "INVALID_TARGET"),
        new Case("aaaa", "downgrade cccc", "NOT_APPLIED"),
        new Case("cccc", "apply bbbb", "DOWNGRADE_DENIED"),
        new Case("cccc", "allow bbbb", "down cccc: bbbb"),
        new Case("cccc", "apply cccc", ""),
        new Case("cccc", "apply eeee", "DOWNGRADE_DENIED"),
        new Case("cccc", "allow eeee", "down cccc: bbbb | up dddd: dddd | up eeee: eeee"),
        new Case("cccc", "apply cccc,eeee", "up dddd: cccc,dddd | up eeee: cccc,eeee"),
        new Case("cccc", "apply shop@head", "up dddd: cccc,dddd | up eeee: cccc,eeee"),
        new Case("cccc,eeee", "allow shop@dddd", "down eeee: cccc,dddd"),
        new Case(
            "cccc,eeee",
            "allow base",
            "down cccc: eeee"
                + " | down eeee: dddd"
                + " | down dddd: bbbb"
                + " | down bbbb: aaaa"
                + " | down aaaa: "),
        new Case("cccc", "apply -1", "INVALID_TARGET"),
        new Case(
            "",
            "apply heads",
            "up aaaa: aaaa"
                + " | up bbbb: bbbb"
                + " | up cccc: cccc"
                + " | up xxxx: cccc,xxxx"
                + " | up yyyy: yyyy"
                + " | up dddd: dddd,yyyy"
                + " | up eeee: eeee,yyyy"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plans(Case given) {
    var rows = given.rows().isEmpty() ? new String[0] : given.rows().split(",");
    var planner = planner(world(GRAPH, rows));
    var words = given.command().split(" ");
    var targets = Arrays.stream(words[1].split(",")).map(Graphs::target).toList();
    var result =
        switch (words[0]) {
          case "upgrade" -> planner.upgrade(targets.getFirst());
          case "downgrade" -> planner.downgrade(targets.getFirst());
          case "apply" -> planner.apply(targets, Planner.Backwards.DENIED);
          default -> planner.apply(targets, Planner.Backwards.ALLOWED);
        };
    assertThat(String.join(" | ", told(result))).isEqualTo(given.expected());
  }

  @Test
  void noStepsAreNoDirection() {
    var planner = planner(world(GRAPH, "aaaa"));
    assertThat(refused(planner.upgrade(target("+0"))))
        .isEqualTo("'+0' goes nowhere; write +1 for the next revision, +2 for the next two …");
    assertThat(refused(planner.downgrade(target("+0"))))
        .isEqualTo("'+0' goes nowhere; write -1 for the last revision, -2 for the last two …");
  }

  private static String refused(PlanResult result) {
    return ((PlanResult.Refused) result).refusal().message();
  }

  @Test
  void theNewestFileMayBeOlderThanTheDatabase() {
    var files = graph("aaaa", "aaaa -> bbbb");
    var recorded = Graphs.revisions("bbbb -> cccc").getFirst();
    var world =
        Graphs.joined(files, new AppliedState(ids("cccc"), List.of(fromDatabase(recorded))));
    var planner = new Planner(world, scriptsOf(files), new TreeMap<>());
    var result = planner.apply(List.of(target("head")), Planner.Backwards.ALLOWED);
    assertThat(told(result)).containsExactly("down cccc: bbbb");
    assertThat(((PlanResult.Planned) result).plan().steps().getFirst().source())
        .isEqualTo(Source.STORED);
  }

  @Test
  void aRowThatNobodyKnowsIsNamed() {
    var joined = World.join(GRAPH, AppliedState.at(ids("ffffffff")));
    assertThat(joined)
        .isInstanceOfSatisfying(
            World.Joined.Refused.class,
            refused ->
                assertThat(refused.refusal().message()).contains("ffffffff", "stamp --purge"));
  }

  @Test
  void whatCannotBeUndoneIsRefusedBeforeAnythingRuns() {
    var facts =
        new ScriptFacts(
            Graphs.reversibleFacts("0").checksum(),
            TransactionMode.REVISION,
            Optional.empty(),
            Optional.of("data was thrown away"));
    var planner =
        new Planner(world(GRAPH, "cccc"), Graphs.scripts(facts, Optional.empty()), new TreeMap<>());
    assertThat(planner.downgrade(target("-1")))
        .isInstanceOfSatisfying(
            PlanResult.Refused.class,
            refused -> {
              assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.IRREVERSIBLE);
              assertThat(refused.refusal().message()).contains("cccc", "data was thrown away");
            });
  }

  @Test
  void aChangedFileIsNotWhatWasApplied() {
    var planner =
        new Planner(
            world(GRAPH, "cccc"),
            Graphs.scripts(Graphs.reversibleFacts("1"), Optional.of(Graphs.reversibleFacts("2"))),
            new TreeMap<>());
    var step = plan(planner.downgrade(target("-1"))).steps().getFirst();
    assertThat(step.source()).isEqualTo(Source.STORED);
    assertThat(step.checksum()).isEqualTo(Graphs.reversibleFacts("2").checksum());
  }

  @Test
  void theRestOfAPlanHasTheHashOfAPlanMadeAnew() {
    var whole = plan(planner(world(GRAPH)).upgrade(target("cccc")));
    var rest = plan(planner(world(GRAPH, "aaaa")).upgrade(target("cccc")));
    assertThat(whole.after(1).hash()).isEqualTo(rest.hash());
    assertThat(whole.hash()).isNotEqualTo(rest.hash()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void parametersArePartOfTheHash() {
    var one =
        new Planner(world(GRAPH), Graphs.reversible(), new TreeMap<>(java.util.Map.of("a", "b=c")));
    var other =
        new Planner(world(GRAPH), Graphs.reversible(), new TreeMap<>(java.util.Map.of("a=b", "c")));
    assertThat(plan(one.upgrade(target("aaaa"))).hash())
        .isNotEqualTo(plan(other.upgrade(target("aaaa"))).hash());
  }

  @Test
  void pendingCountsWhatAllHeadsNeed() {
    assertThat(world(GRAPH, "bbbb").pending()).isEqualTo(5);
    assertThat(world(GRAPH, "eeee", "yyyy").pending()).isZero();
  }

  private static Plan plan(PlanResult result) {
    return ((PlanResult.Planned) result).plan();
  }

  private static Revision fromDatabase(Revision revision) {
    return new Revision(
        revision.id(),
        revision.revises(),
        revision.dependsOn(),
        revision.labels(),
        revision.message(),
        null,
        Revision.Origin.DATABASE);
  }

  private static Scripts scriptsOf(RevisionGraph files) {
    var facts = Graphs.reversibleFacts("0");
    return new Scripts() {
      @Override
      public Optional<ScriptFacts> file(dev.revisor.revision.RevisionId revision) {
        return files.contains(revision) ? Optional.of(facts) : Optional.empty();
      }

      @Override
      public Optional<ScriptFacts> stored(dev.revisor.revision.RevisionId revision) {
        return Optional.of(facts);
      }
    };
  }
}
