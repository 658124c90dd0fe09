package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionGraph;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a downgrade's target means: which applied revisions go. Those are the descendants and
/// dependents of what lies directly above the target; lines that have nothing to do with it stay.
final class DowngradeTarget {
  private final World world;
  private final RevisionGraph all;
  private final Resolver resolver;
  private final Walker walker;

  DowngradeTarget(World world) {
    this.world = world;
    this.all = world.all();
    this.resolver = new Resolver(world);
    this.walker = new Walker(all);
  }

  /// What goes, or why nothing may.
  sealed interface Drop {
    record Revisions(Set<RevisionId> ids) implements Drop {}

    record Unclear(Refusal refusal) implements Drop {}
  }

  Drop resolve(Target target) {
    if (target instanceof Target.Relative relative) {
      return relative.from().isPresent() ? fromPlace(relative) : fromCurrent(relative);
    }
    return switch (resolver.resolve(target)) {
      case Resolution.Unclear(var refusal) -> new Drop.Unclear(refusal);
      case Resolution.Nothing(var branch) -> above(target, Optional.empty(), branch);
      case Resolution.Revisions(var ids, var branch) ->
          ids.size() == 1
              ? above(target, Optional.of(ids.getFirst()), branch)
              : several(target, ids);
    };
  }

  private Drop several(Target target, List<RevisionId> ids) {
    if (ids.isEmpty()) {
      return unclear(Kind.UNKNOWN_REVISION, "'" + target + "' names nothing: there are no heads");
    }
    if (new HashSet<>(ids).equals(new HashSet<>(world.rows()))) {
      return new Drop.Revisions(Set.of());
    }
    return new Drop.Unclear(
        new Refusal(
            Kind.AMBIGUOUS_TARGET,
            "'" + target + "' names several revisions; a downgrade goes to one",
            World.texts(ids)));
  }

  private Drop fromPlace(Target.Relative target) {
    var place = new RelativePlace(resolver).find(target);
    if (place instanceof Resolution.Unclear(var refusal)) {
      return new Drop.Unclear(refusal);
    }
    if (!(place instanceof Resolution.Revisions(var starts, var branch)) || starts.isEmpty()) {
      return fromBase(target, place);
    }
    var start = starts.getFirst();
    if (target.steps() >= 0) {
      return ended(target, walker.up(Optional.of(start), target.steps(), branch), branch);
    }
    var end = walker.down(start, -target.steps());
    if (end instanceof Walker.End.At(var at) && at.isEmpty() && branch.isEmpty()) {
      return pastTheRoot(target, start);
    }
    return ended(target, end, branch);
  }

  /// `base+N` counts up from below the first revision.
  private Drop fromBase(Target.Relative target, Resolution place) {
    Optional<RevisionId> branch =
        place instanceof Resolution.Nothing(var of) ? of : Optional.empty();
    return target.steps() < 0
        ? unclear(Kind.INVALID_TARGET, "'" + target + "' goes below the base, where nothing is")
        : ended(target, walker.up(Optional.empty(), target.steps(), branch), branch);
  }

  /// `REV-N` that ends at base means the base of REV's line; where that would not be all that is
  /// applied, the user has to say which is meant.
  private Drop pastTheRoot(Target.Relative target, RevisionId start) {
    var line = all.lineageBelow(List.of(start));
    var roots = all.bases().stream().filter(line::contains).toList();
    var dropped = dropped(roots);
    var others = new HashSet<>(world.applied());
    others.removeAll(dropped);
    if (others.isEmpty()) {
      return new Drop.Revisions(dropped);
    }
    var texts = World.texts(world.rows());
    return new Drop.Unclear(
        new Refusal(
            Kind.AMBIGUOUS_TARGET,
            "'"
                + target
                + "' goes past the root of its line, while other lines are applied too ("
                + String.join(", ", texts)
                + "); use "
                + start
                + "@base for this line, or base for all",
            List.of(start + "@base", "base")));
  }

  private Drop fromCurrent(Target.Relative target) {
    if (target.steps() == 0) {
      return unclear(
          Kind.INVALID_TARGET,
          "'" + target + "' goes nowhere; write -1 for the last revision, -2 for the last two …");
    }
    if (target.steps() > 0) {
      return unclear(
          Kind.INVALID_TARGET,
          "'" + target + "' goes up from the current revision; use `upgrade` for that");
    }
    List<RevisionId> starts = world.rows();
    Optional<RevisionId> branch = Optional.empty();
    if (target.branch().isPresent()) {
      switch (resolver.named(target.branch().get(), Optional.empty())) {
        case Resolver.Found.None(var refusal) -> {
          return new Drop.Unclear(refusal);
        }
        case Resolver.Found.One(var id) -> {
          branch = Optional.of(id);
          starts = world.standing(id);
        }
      }
    }
    if (starts.size() != 1) {
      return notOneStart(target, starts);
    }
    var start = starts.getFirst();
    return ended(target, walker.down(start, -target.steps()), Optional.of(branch.orElse(start)));
  }

  private Drop notOneStart(Target.Relative target, List<RevisionId> starts) {
    if (starts.isEmpty()) {
      return unclear(
          Kind.INVALID_TARGET, "'" + target + "' has nothing to go down from: nothing is applied");
    }
    var texts = World.texts(starts);
    return new Drop.Unclear(
        new Refusal(
            Kind.AMBIGUOUS_TARGET,
            "'"
                + target
                + "' is ambiguous: the database is at several revisions: "
                + String.join(", ", texts)
                + "; name the revision to go to, or use LABEL@"
                + target.steps(),
            texts));
  }

  private Drop ended(Target target, Walker.End end, Optional<RevisionId> branch) {
    return switch (end) {
      case Walker.End.At(var revision) -> above(target, revision, branch);
      case Walker.End.TooFar _ ->
          unclear(
              Kind.INVALID_TARGET,
              "'" + target + "' goes past the end of the line: there are not that many revisions");
      case Walker.End.Fork(var refusal) -> new Drop.Unclear(refusal);
    };
  }

  /// What goes for a target: what stands on its children, or on all bases where it is the base;
  /// within a branch only on those that the branch goes through.
  private Drop above(Target target, Optional<RevisionId> revision, Optional<RevisionId> branch) {
    var roots = revision.map(all::children).orElseGet(all::bases);
    if (branch.isPresent() && roots.size() > 1) {
      var line = all.lineageBelow(List.of(branch.get()));
      var within = roots.stream().filter(line::contains).toList();
      if (within.isEmpty()) {
        return notBelow(target, branch.get());
      }
      roots = within;
    }
    var dropped = dropped(roots);
    if (dropped.isEmpty() && revision.isPresent() && !world.rows().contains(revision.get())) {
      return notBelow(target, revision.get());
    }
    return new Drop.Revisions(dropped);
  }

  private Drop notBelow(Target target, RevisionId revision) {
    var rows = World.texts(world.rows());
    var state = rows.isEmpty() ? "nothing is applied" : "it is at " + String.join(", ", rows);
    return new Drop.Unclear(
        new Refusal(
            Kind.NOT_APPLIED,
            "the database cannot be downgraded to '"
                + target
                + "': "
                + revision
                + " is not below what is applied ("
                + state
                + ")",
            rows));
  }

  private Set<RevisionId> dropped(List<RevisionId> roots) {
    var dropped = new HashSet<>(all.descendants(roots));
    dropped.retainAll(world.applied());
    return dropped;
  }

  private static Drop unclear(Kind kind, String message) {
    return new Drop.Unclear(Refusal.of(kind, message));
  }
}
