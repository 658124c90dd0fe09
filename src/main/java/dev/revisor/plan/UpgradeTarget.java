package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an upgrade's target means: the revisions that must be applied afterwards.
final class UpgradeTarget {
  private final World world;
  private final Resolver resolver;
  private final Walker walker;
  private final PastTheEnd pastTheEnd;

  /// What becomes of steps that the line is too short for.
  enum PastTheEnd {
    REFUSED,
    /// They stop at its end.
    STOPS
  }

  UpgradeTarget(World world, PastTheEnd pastTheEnd) {
    this.world = world;
    this.pastTheEnd = pastTheEnd;
    this.resolver = new Resolver(world);
    this.walker = new Walker(world.all());
  }

  /// The target's meaning, wherever it lies.
  Resolution anywhere(Target target) {
    return target instanceof Target.Relative relative ? walk(relative) : resolver.resolve(target);
  }

  /// The target's meaning; refused where it is behind what is applied.
  Resolution resolve(Target target) {
    var resolution = anywhere(target);
    boolean moving = target instanceof Target.Head || target instanceof Target.Heads;
    return moving ? resolution : refuseBehind(target, resolution);
  }

  private Resolution walk(Target.Relative target) {
    Optional<RevisionId> branch = Optional.empty();
    if (target.branch().isPresent()) {
      switch (resolver.named(target.branch().get(), Optional.empty())) {
        case Resolver.Found.One(var id) -> branch = Optional.of(id);
        case Resolver.Found.None(var refusal) -> {
          return new Resolution.Unclear(refusal);
        }
      }
    }
    if (target.from().isPresent()) {
      return fromPlace(target, branch);
    }
    if (target.steps() == 0) {
      return unclear(
          Kind.INVALID_TARGET,
          "'" + target + "' goes nowhere; write +1 for the next revision, +2 for the next two …");
    }
    if (target.steps() < 0) {
      return unclear(
          Kind.INVALID_TARGET,
          "'" + target + "' goes down from the current revision; use `downgrade` for that");
    }
    return fromCurrent(target, branch);
  }

  private Resolution fromPlace(Target.Relative target, Optional<RevisionId> branch) {
    return switch (new RelativePlace(resolver).find(target)) {
      case Resolution.Unclear unclear -> unclear;
      case Resolution.Nothing _ -> ended(target, fromBase(target, branch), branch);
      case Resolution.Revisions(var starts, _) when starts.isEmpty() ->
          ended(target, fromBase(target, branch), branch);
      case Resolution.Revisions(var starts, _) -> {
        var start = starts.getFirst();
        yield ended(
            target,
            target.steps() >= 0
                ? walker.up(Optional.of(start), target.steps(), branch)
                : walker.down(start, -target.steps()),
            branch);
      }
    };
  }

  private Walker.End fromBase(Target.Relative target, Optional<RevisionId> branch) {
    return target.steps() < 0
        ? new Walker.End.TooFar(Optional.empty())
        : walker.up(Optional.empty(), target.steps(), branch);
  }

  private Resolution fromCurrent(Target.Relative target, Optional<RevisionId> branch) {
    var starts = branch.map(world::standing).orElse(world.rows());
    if (starts.size() > 1) {
      var texts = World.texts(starts);
      return new Resolution.Unclear(
          new Refusal(
              Kind.AMBIGUOUS_TARGET,
              "'"
                  + target
                  + "' is ambiguous: the database is at several revisions: "
                  + String.join(", ", texts)
                  + "; use LABEL@"
                  + target
                  + " or name the revision",
              texts));
    }
    return ended(target, walker.up(starts.stream().findFirst(), target.steps(), branch), branch);
  }

  private Resolution ended(Target.Relative target, Walker.End end, Optional<RevisionId> branch) {
    return switch (end) {
      case Walker.End.At(var revision) -> at(revision, branch);
      case Walker.End.TooFar(var last) when pastTheEnd == PastTheEnd.STOPS -> at(last, branch);
      case Walker.End.TooFar _ ->
          unclear(
              Kind.INVALID_TARGET,
              "'" + target + "' goes past the end of the line: there are not that many revisions");
      case Walker.End.Fork(var refusal) -> new Resolution.Unclear(refusal);
    };
  }

  private static Resolution at(Optional<RevisionId> revision, Optional<RevisionId> branch) {
    return revision
        .<Resolution>map(id -> new Resolution.Revisions(List.of(id), branch))
        .orElseGet(() -> new Resolution.Nothing(branch));
  }

  /// An upgrade never goes back: a target that is applied, with something on it, is a mistake.
  private Resolution refuseBehind(Target target, Resolution resolution) {
    boolean behind =
        switch (resolution) {
          case Resolution.Revisions(var ids, _) ->
              !ids.isEmpty() && ids.stream().allMatch(this::isBehind);
          case Resolution.Nothing(var branch) -> !appliedOf(branch).isEmpty();
          case Resolution.Unclear _ -> false;
        };
    if (!behind) {
      return resolution;
    }
    var rows = World.texts(world.rows());
    return new Resolution.Unclear(
        new Refusal(
            Kind.TARGET_BEHIND,
            "'"
                + target
                + "' is behind the current revision "
                + String.join(", ", rows)
                + ": an upgrade does not go back; use `downgrade "
                + target
                + "`, or LABEL@head for the newest of a branch",
            rows));
  }

  /// Whether its line goes on in the database. A revision that others only depend on may well be
  /// where its own line stands.
  private boolean isBehind(RevisionId id) {
    return world.applied().contains(id)
        && world.all().children(id).stream().anyMatch(world.applied()::contains);
  }

  private Set<RevisionId> appliedOf(Optional<RevisionId> branch) {
    if (branch.isEmpty()) {
      return world.applied();
    }
    var line = new HashSet<>(world.all().lineage(branch.get()));
    line.retainAll(world.applied());
    return line;
  }

  private static Resolution unclear(Kind kind, String message) {
    return new Resolution.Unclear(Refusal.of(kind, message));
  }
}
