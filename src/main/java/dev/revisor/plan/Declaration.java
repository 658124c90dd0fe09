package dev.revisor.plan;

import dev.revisor.plan.Refusal.Kind;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What should be applied, for a set of absolute targets.
final class Declaration {
  private final World world;
  private final Resolver resolver;

  Declaration(World world) {
    this.world = world;
    this.resolver = new Resolver(world);
  }

  /// The revisions that should be applied in the end, or why that cannot be said.
  sealed interface Wanted {
    /// @param starts the targets' revisions, from which all that is new is reached
    record Applied(Set<RevisionId> ids, Collection<RevisionId> starts) implements Wanted {}

    record Unclear(Refusal refusal) implements Wanted {}
  }

  Wanted of(List<Target> targets) {
    boolean branchesOnly = targets.stream().allMatch(target -> target.branch().isPresent());
    var wanted = new HashSet<>(branchesOnly ? world.applied() : Set.<RevisionId>of());
    var starts = new ArrayList<RevisionId>();
    for (var target : targets) {
      if (!target.isAbsolute()) {
        return relative(target);
      }
      switch (resolver.resolve(target)) {
        case Resolution.Unclear(var refusal) -> {
          return new Wanted.Unclear(refusal);
        }
        case Resolution.Nothing(var branch) -> branch.ifPresent(id -> wanted.removeAll(line(id)));
        case Resolution.Revisions(var ids, var branch) -> {
          if (branchesOnly) {
            wanted.removeAll(beyond(ids, branch));
          }
          starts.addAll(ids);
        }
      }
    }
    wanted.addAll(world.all().ancestors(starts));
    return new Wanted.Applied(wanted, starts);
  }

  /// The whole line of a branch from its bases up, with what depends on it.
  private Set<RevisionId> line(RevisionId branch) {
    var below = world.all().lineageBelow(List.of(branch));
    var roots = world.all().bases();
    var within = roots.size() > 1 ? roots.stream().filter(below::contains).toList() : roots;
    return world.all().descendants(within);
  }

  /// What of the branch is not needed by its targets, with what depends on that.
  private Set<RevisionId> beyond(List<RevisionId> ids, Optional<RevisionId> branch) {
    var above = new HashSet<>(world.all().lineageAbove(branch.stream().toList()));
    above.removeAll(world.all().ancestors(ids));
    return world.all().descendants(above);
  }

  private static Wanted relative(Target target) {
    return new Wanted.Unclear(
        Refusal.of(
            Kind.INVALID_TARGET,
            "'"
                + target
                + "' is relative: what it means depends on when it is asked; "
                + "a declared target is absolute: head, heads, base, an id or label@head"));
  }
}
