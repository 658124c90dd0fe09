package dev.revisor.plan;

import static java.util.Collections.disjoint;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The revisions between two, both included, with what the upper one needs from other lines where
/// the lower one is the base. `[start]:[end]`; a start such as `-2` counts down from the end, from
/// each head where there are several, an end such as `+2` up from the start. Steps beyond the end
/// of a line stop there.
public final class HistoryRange {
  private final World world;
  private final RevisionGraph graph;
  private final Walker walker;
  private final UpgradeTarget targets;

  public HistoryRange(World world) {
    this.world = world;
    this.graph = world.all();
    this.walker = new Walker(graph);
    this.targets = new UpgradeTarget(world, UpgradeTarget.PastTheEnd.STOPS);
  }

  /// Newest first, or why not.
  public sealed interface Result {
    record Found(List<RevisionId> revisions) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /// One end of the range.
  ///
  /// @param revisions none for the base
  /// @param branch the revision whose lineage is meant, where a label is given
  /// @param wholeBelow the upper revisions from which a walk down came to the base
  private record End(
      List<RevisionId> revisions, Optional<RevisionId> branch, List<RevisionId> wholeBelow) {}

  private sealed interface Ends {
    record Both(End lower, End upper) implements Ends {}

    record Unclear(Refusal refusal) implements Ends {}
  }

  /// @param start where absent, the base
  /// @param end where absent, all heads
  public Result between(Optional<Target> start, Optional<Target> end) {
    var lower = start.orElse(new Target.Base(Optional.empty()));
    var upper = end.orElse(new Target.Heads(Optional.empty()));
    return switch (ends(lower, upper)) {
      case Ends.Unclear(var refusal) -> new Result.Refused(refusal);
      case Ends.Both(var bottom, var top) ->
          collect(lower, bottom, top, upper instanceof Target.Heads);
    };
  }

  private Ends ends(Target lower, Target upper) {
    if (lower instanceof Target.Relative steps && steps.from().isEmpty()) {
      return switch (targets.anywhere(upper)) {
        case Resolution.Unclear(var refusal) -> new Ends.Unclear(refusal);
        case Resolution.Nothing _ -> new Ends.Both(end(List.of()), end(List.of()));
        case Resolution.Revisions(var tops, _) -> below(steps, upper, tops);
      };
    }
    return switch (targets.anywhere(lower)) {
      case Resolution.Unclear(var refusal) -> new Ends.Unclear(refusal);
      case Resolution.Nothing(var branch) -> above(new End(List.of(), branch, List.of()), upper);
      case Resolution.Revisions(var ids, var branch) ->
          above(new End(ids, branch, List.of()), upper);
    };
  }

  private static End end(List<RevisionId> revisions) {
    return new End(revisions, Optional.empty(), List.of());
  }

  /// A start that counts down from each upper revision.
  private Ends below(Target.Relative steps, Target upper, List<RevisionId> tops) {
    Optional<RevisionId> branch = Optional.empty();
    if (steps.branch().isPresent()) {
      switch (new Resolver(world).named(steps.branch().get(), Optional.empty())) {
        case Resolver.Found.None(var refusal) -> {
          return new Ends.Unclear(refusal);
        }
        case Resolver.Found.One(var id) -> branch = Optional.of(id);
      }
    }
    if (steps.steps() >= 0) {
      return new Ends.Unclear(
          Refusal.of(
              Kind.INVALID_TARGET,
              "a range cannot start at '" + steps + "': a start without a place counts down"));
    }
    var bottoms = new ArrayList<RevisionId>();
    var whole = new ArrayList<RevisionId>();
    var kept = within(branch, upper, tops);
    for (var top : kept) {
      switch (walker.down(top, -steps.steps())) {
        case Walker.End.Fork(var refusal) -> {
          return new Ends.Unclear(refusal);
        }
        case Walker.End.TooFar _ -> whole.add(top);
        case Walker.End.At(var at) -> at.ifPresentOrElse(bottoms::add, () -> whole.add(top));
      }
    }
    return new Ends.Both(new End(bottoms, branch, whole), end(kept));
  }

  private Ends above(End lower, Target upper) {
    if (!(upper instanceof Target.Relative steps) || steps.from().isPresent()) {
      return switch (targets.anywhere(upper)) {
        case Resolution.Unclear(var refusal) -> new Ends.Unclear(refusal);
        case Resolution.Nothing _ -> new Ends.Both(lower, end(List.of()));
        case Resolution.Revisions(var ids, _) ->
            new Ends.Both(lower, end(within(lower.branch(), upper, ids)));
      };
    }
    var starting = World.at(graph, lower.revisions());
    return switch (new UpgradeTarget(starting, UpgradeTarget.PastTheEnd.STOPS).anywhere(steps)) {
      case Resolution.Unclear(var refusal) -> new Ends.Unclear(refusal);
      case Resolution.Nothing _ -> new Ends.Both(lower, end(List.of()));
      case Resolution.Revisions(var ids, _) ->
          new Ends.Both(lower, end(within(lower.branch(), upper, ids)));
    };
  }

  private Result collect(Target lower, End from, End to, boolean open) {
    var tops = to.revisions();
    var bottoms = from.revisions();
    var below = graph.ancestors(tops);
    if (!below.containsAll(bottoms)) {
      return reversed(lower, bottoms, tops);
    }
    Set<RevisionId> shown = new HashSet<>(below);
    if (!bottoms.isEmpty()) {
      shown.removeAll(graph.ancestors(bottoms));
      shown.retainAll(above(bottoms, tops, open, from.wholeBelow()));
      shown.addAll(bottoms);
    }
    return new Result.Found(graph.newestFirst(shown, tops));
  }

  /// What lies above the start in its own lines; where the end is a revision that only depends on
  /// them, what leads there.
  private Set<RevisionId> above(
      List<RevisionId> bottoms, List<RevisionId> tops, boolean open, List<RevisionId> whole) {
    var lines = new HashSet<>(graph.lineageAbove(bottoms));
    lines.addAll(graph.ancestors(whole));
    return open || lines.containsAll(tops) ? lines : graph.descendants(bottoms);
  }

  /// A start within a branch shows that branch alone; up to all heads, up to its own, also where
  /// another line needs them.
  private List<RevisionId> within(
      Optional<RevisionId> branch, Target upper, List<RevisionId> tops) {
    if (branch.isEmpty()) {
      return tops;
    }
    var labels = graph.get(branch.get()).labels();
    var line = graph.lineage(branch.get());
    Predicate<RevisionId> isOfBranch =
        id -> labels.isEmpty() ? line.contains(id) : !disjoint(graph.labelsOf(id), labels);
    var kept = tops.stream().filter(isOfBranch).toList();
    return kept.isEmpty() && upper instanceof Target.Heads
        ? graph.heads().stream().filter(isOfBranch).toList()
        : kept;
  }

  private static Result reversed(
      Target lower, Collection<RevisionId> bottoms, Collection<RevisionId> tops) {
    return new Result.Refused(
        new Refusal(
            Kind.INVALID_TARGET,
            "the range does not go up: '"
                + lower
                + "' ("
                + String.join(", ", World.texts(bottoms))
                + ") is not below "
                + (tops.isEmpty() ? "base" : String.join(", ", World.texts(tops))),
            World.texts(bottoms)));
  }
}
