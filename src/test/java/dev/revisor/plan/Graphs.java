package dev.revisor.plan;

import dev.revisor.revision.GraphResult;
import dev.revisor.revision.Place;
import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import dev.revisor.script.Checksum;
import dev.revisor.script.TransactionMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Builders with defaults for graphs, states and plans.
public final class Graphs {
  private Graphs() {}

  /// A graph from lines such as `a`, `a -> b`, `b,c -> d`, with `^x` for a dependency and `#l` for
  /// a label behind: `a -> b ^x #shop`. Load order is the order given.
  public static RevisionGraph graph(String... lines) {
    return valid(revisions(lines));
  }

  public static List<Revision> revisions(String... lines) {
    var found = new ArrayList<Revision>();
    for (var line : lines) {
      var words = new ArrayList<>(List.of(line.split(" +")));
      var parents = new ArrayList<RevisionId>();
      int arrow = words.indexOf("->");
      if (arrow >= 0) {
        Arrays.stream(words.getFirst().split(",")).map(RevisionId::new).forEach(parents::add);
        words.subList(0, arrow + 1).clear();
      }
      var id = words.removeFirst();
      found.add(
          revision(
              id,
              parents,
              words.stream().filter(w -> w.startsWith("^")).map(w -> w.substring(1)).toList(),
              words.stream().filter(w -> w.startsWith("#")).map(w -> w.substring(1)).toList()));
    }
    return found;
  }

  public static Revision revision(
      String id, List<RevisionId> parents, List<String> dependsOn, List<String> labels) {
    return new Revision(
        new RevisionId(id),
        parents,
        dependsOn,
        labels,
        "message of " + id,
        null,
        new Revision.Origin(
            "versions/" + id + ".sql",
            new Place(1, 1),
            places(2, parents.size()),
            places(3, dependsOn.size()),
            places(4, labels.size())));
  }

  /// The first thing in a header's line stands in column 1, the next in 2.
  private static List<Place> places(int line, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(column -> new Place(line, column)).toList();
  }

  public static RevisionGraph valid(List<Revision> revisions) {
    return switch (RevisionGraph.of(revisions)) {
      case GraphResult.Valid(var graph) -> graph;
      case GraphResult.Broken(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  public static List<RevisionId> ids(String... ids) {
    return Arrays.stream(ids).map(RevisionId::new).toList();
  }

  public static World world(RevisionGraph graph, String... rows) {
    return joined(graph, AppliedState.at(ids(rows)));
  }

  public static World joined(RevisionGraph graph, AppliedState state) {
    return switch (World.join(graph, state)) {
      case World.Joined.Ok(var world) -> world;
      case World.Joined.Refused(var refusal) -> throw new AssertionError(refusal.toString());
    };
  }

  public static Target target(String text) {
    return switch (Target.parse(text)) {
      case Target.Parsed.Ok(var target) -> target;
      case Target.Parsed.Malformed(var message) -> throw new AssertionError(message);
    };
  }

  /// Scripts that can go both ways, for every revision.
  public static Scripts reversible() {
    return scripts(reversibleFacts("0"), Optional.empty());
  }

  public static ScriptFacts reversibleFacts(String digit) {
    return new ScriptFacts(
        new Checksum(digit.repeat(64)),
        TransactionMode.REVISION,
        Optional.of(TransactionMode.REVISION),
        Optional.empty());
  }

  public static Scripts scripts(ScriptFacts file, Optional<ScriptFacts> stored) {
    return new Scripts() {
      @Override
      public Optional<ScriptFacts> file(RevisionId revision) {
        return Optional.of(file);
      }

      @Override
      public Optional<ScriptFacts> stored(RevisionId revision) {
        return stored;
      }
    };
  }

  public static Planner planner(World world) {
    return new Planner(world, reversible(), new TreeMap<>());
  }

  /// `up a: x,y` for each step, with the rows after it; or the kind of refusal.
  public static List<String> told(PlanResult result) {
    return switch (result) {
      case PlanResult.Refused(var refusal) -> List.of(refusal.kind().name());
      case PlanResult.Planned(var plan) ->
          plan.steps().stream()
              .map(
                  step ->
                      (step.direction() == Direction.UPGRADE ? "up " : "down ")
                          + step.revision()
                          + ": "
                          + String.join(",", World.texts(step.after())))
              .toList();
    };
  }
}
