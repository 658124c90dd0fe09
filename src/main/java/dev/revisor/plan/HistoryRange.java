package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The revisions between two, both included, with what the upper one needs from other lines where
/// the lower one is the base. `[start]:[end]`; a start such as `-2` counts down from the end, an
/// end such as `+2` up from the start.
public final class HistoryRange {
  private final World world;
  private final Walker walker;

  public HistoryRange(World world) {
    this.world = world;
    this.walker = new Walker(world.all());
  }

  /// Newest first, or why not.
  public sealed interface Result {
    record Found(List<RevisionId> revisions) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /// @param start where absent, the base
  /// @param end where absent, all heads
  public Result between(Optional<Target> start, Optional<Target> end) {
    var lower = start.orElse(new Target.Base(Optional.empty()));
    var upper = end.orElse(new Target.Heads(Optional.empty()));
    Resolution from;
    Resolution to;
    if (isFree(lower)) {
      to = resolve(upper);
      from = relativeTo(to, (Target.Relative) lower);
    } else {
      from = resolve(lower);
      to = isFree(upper) ? relativeTo(from, (Target.Relative) upper) : resolve(upper);
    }
    if (from instanceof Resolution.Unclear(var refusal)) {
      return new Result.Refused(refusal);
    }
    if (to instanceof Resolution.Unclear(var refusal)) {
      return new Result.Refused(refusal);
    }
    return collect(lower, from, to);
  }

  private static boolean isFree(Target target) {
    return target instanceof Target.Relative relative && relative.from().isEmpty();
  }

  private Resolution resolve(Target target) {
    return new UpgradeTarget(world).anywhere(target);
  }

  private Resolution relativeTo(Resolution place, Target.Relative target) {
    if (place instanceof Resolution.Unclear) {
      return place;
    }
    var starts = ids(place);
    if (starts.size() > 1) {
      return new Resolution.Unclear(
          new Refusal(
              Kind.AMBIGUOUS_TARGET,
              "'"
                  + target
                  + "' is ambiguous: the other end of the range is several revisions: "
                  + String.join(", ", World.texts(starts)),
              World.texts(starts)));
    }
    var end =
        target.steps() >= 0
            ? walker.up(starts.stream().findFirst(), target.steps(), Optional.empty())
            : starts.isEmpty()
                ? new Walker.End.TooFar()
                : walker.down(starts.getFirst(), -target.steps());
    return switch (end) {
      case Walker.End.Fork(var refusal) -> new Resolution.Unclear(refusal);
      case Walker.End.TooFar _ -> new Resolution.Nothing(Optional.empty());
      case Walker.End.At(var at) ->
          at.<Resolution>map(id -> new Resolution.Revisions(List.of(id), Optional.empty()))
              .orElseGet(() -> new Resolution.Nothing(Optional.empty()));
    };
  }

  private Result collect(Target lower, Resolution from, Resolution to) {
    var graph = world.all();
    var tops = within(from, ids(to));
    Set<RevisionId> shown = new HashSet<>(graph.ancestors(tops));
    var bottoms = ids(from);
    if (!shown.containsAll(bottoms)) {
      return reversed(lower, bottoms, tops);
    }
    if (!bottoms.isEmpty()) {
      shown.removeAll(graph.ancestors(bottoms));
      shown.retainAll(graph.lineageAbove(bottoms));
      shown.addAll(bottoms);
    }
    var starts = new ArrayList<>(tops);
    starts.addAll(bottoms);
    return new Result.Found(graph.newestFirst(shown, starts));
  }

  /// A start within a branch shows that branch alone.
  private List<RevisionId> within(Resolution from, List<RevisionId> tops) {
    Optional<RevisionId> branch =
        switch (from) {
          case Resolution.Nothing(var label) -> label;
          case Resolution.Revisions(_, var label) -> label;
          case Resolution.Unclear _ -> Optional.empty();
        };
    if (branch.isEmpty()) {
      return tops;
    }
    var line = world.all().lineage(branch.get());
    return tops.stream().filter(line::contains).toList();
  }

  private static Result reversed(Target lower, List<RevisionId> bottoms, List<RevisionId> tops) {
    return new Result.Refused(
        new Refusal(
            Kind.INVALID_TARGET,
            "the range does not go up: '"
                + lower
                + "' ("
                + String.join(", ", World.texts(bottoms))
                + ") is not below "
                + String.join(", ", World.texts(tops)),
            World.texts(bottoms)));
  }

  private static List<RevisionId> ids(Resolution resolution) {
    return resolution instanceof Resolution.Revisions(var ids, _) ? ids : List.of();
  }
}
