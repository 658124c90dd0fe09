package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Sets version rows to targets: rows of the same lines give way, those of other lines stay.
public final class StampPlanner {
  private final World world;

  public StampPlanner(World world) {
    this.world = world;
  }

  /// The rows afterwards, or why not.
  public sealed interface Result {
    record Planned(Stamp stamp) implements Result {}

    record Refused(Refusal refusal) implements Result {}
  }

  /// @param targets absolute or relative to a revision
  public Result stamp(List<Target> targets) {
    var rows = new HashSet<>(world.rows());
    var wanted = new ArrayList<RevisionId>();
    for (var target : targets) {
      switch (resolve(target)) {
        case Resolution.Unclear(var refusal) -> {
          return new Result.Refused(refusal);
        }
        case Resolution.Nothing(var branch) -> rows.removeAll(related(branch));
        case Resolution.Revisions(var ids, _) -> wanted.addAll(ids);
      }
    }
    for (var id : wanted) {
      if (!world.rows().contains(id)) {
        rows.removeAll(related(Optional.of(id)));
      }
    }
    rows.addAll(wanted);
    return new Result.Planned(
        new Stamp(world.rows(), List.copyOf(new TreeSet<>(world.all().maximal(rows)))));
  }

  /// All rows go, whatever they are, and the targets take their place.
  ///
  /// @param rows the rows as they are; they need not be known
  public static Result purge(RevisionGraph files, List<RevisionId> rows, List<Target> targets) {
    return switch (World.join(files, AppliedState.empty())) {
      case World.Joined.Refused(var refusal) -> new Result.Refused(refusal);
      case World.Joined.Ok(var empty) ->
          switch (new StampPlanner(empty).stamp(targets)) {
            case Result.Refused refused -> refused;
            case Result.Planned(var stamp) ->
                new Result.Planned(new Stamp(rows.stream().sorted().toList(), stamp.after()));
          };
    };
  }

  private Resolution resolve(Target target) {
    if (target instanceof Target.Relative relative && relative.from().isEmpty()) {
      return new Resolution.Unclear(
          Refusal.of(
              Kind.INVALID_TARGET,
              "'" + target + "' is relative to what is applied; stamp takes a revision"));
    }
    return target instanceof Target.Relative
        ? new UpgradeTarget(world, UpgradeTarget.PastTheEnd.REFUSED).anywhere(target)
        : new Resolver(world).resolve(target);
  }

  /// What shares a line with a revision, dependencies counted; everything where none is given.
  private Set<RevisionId> related(Optional<RevisionId> revision) {
    if (revision.isEmpty()) {
      return Set.copyOf(world.rows());
    }
    var related = new HashSet<>(world.all().ancestors(List.of(revision.get())));
    related.addAll(world.all().descendants(List.of(revision.get())));
    return related;
  }
}
