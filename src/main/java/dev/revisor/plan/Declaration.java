package dev.revisor.plan;

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

/// What should be applied, for a set of absolute targets. Where one of them is bare, they decide
/// the whole database together: what they need is applied, and nothing else. Where all are
/// label-qualified, each decides its branch, and what other branches have stays, unless it depends
/// on what goes.
///
/// The branch of a label is every revision that the label covers, see [RevisionGraph#labelsOf];
/// that of a revision used as a label is what descends from it. Below a branch lies what it shares
/// with others: this goes too when the target is below it and nothing that stays needs it.
final class Declaration {
  private final World world;
  private final RevisionGraph all;
  private final Resolver resolver;

  Declaration(World world) {
    this.world = world;
    this.all = world.all();
    this.resolver = new Resolver(world);
  }

  /// The revisions that should be applied in the end, or why that cannot be said.
  sealed interface Wanted {
    /// @param starts the targets' revisions, from which all that is new is reached
    record Applied(Set<RevisionId> ids, Collection<RevisionId> starts) implements Wanted {}

    record Unclear(Refusal refusal) implements Wanted {}
  }

  /// A target and what it means.
  ///
  /// @param ids none for the base
  private record Meant(Target target, List<RevisionId> ids, Optional<RevisionId> branch) {}

  Wanted of(List<Target> targets) {
    var meant = new ArrayList<Meant>();
    for (var target : targets) {
      if (!target.isAbsolute()) {
        return relative(target);
      }
      switch (resolver.resolve(target)) {
        case Resolution.Unclear(var refusal) -> {
          return new Wanted.Unclear(refusal);
        }
        case Resolution.Nothing(var branch) -> meant.add(new Meant(target, List.of(), branch));
        case Resolution.Revisions(var ids, var branch) -> meant.add(new Meant(target, ids, branch));
      }
    }
    return meant.stream().allMatch(each -> each.branch().isPresent())
        ? branches(meant)
        : whole(meant);
  }

  private Wanted whole(List<Meant> meant) {
    var starts = starts(meant);
    var bases = meant.stream().filter(each -> each.target() instanceof Target.Base).toList();
    if (!bases.isEmpty() && !starts.isEmpty()) {
      return contradiction(bases.getFirst().target(), starts);
    }
    return new Wanted.Applied(all.ancestors(starts), starts);
  }

  private Wanted branches(List<Meant> meant) {
    var starts = starts(meant);
    var gone = new HashSet<RevisionId>();
    var claimed = new HashSet<RevisionId>();
    var needed = all.ancestors(starts);
    for (var each : meant) {
      var beyond = beyond(each, starts);
      gone.addAll(beyond);
      claimed.addAll(all.lineage(each.branch().orElseThrow()));
      beyond.retainAll(needed);
      if (!beyond.isEmpty()) {
        return contradiction(each.target(), beyond);
      }
    }
    var wanted = new HashSet<>(world.applied());
    wanted.removeAll(all.descendants(gone));
    wanted.removeAll(idle(wanted, claimed, starts));
    wanted.addAll(needed);
    return new Wanted.Applied(wanted, starts);
  }

  private static List<RevisionId> starts(List<Meant> meant) {
    return meant.stream().flatMap(each -> each.ids().stream()).toList();
  }

  /// The revisions of a target's branch that it does not need; nor does another target within this
  /// branch, which may have several heads and branches of its own.
  private Set<RevisionId> beyond(Meant meant, List<RevisionId> starts) {
    var beyond = own(meant);
    if (!meant.ids().isEmpty()) {
      var within = new ArrayList<>(meant.ids());
      starts.stream().filter(beyond::contains).forEach(within::add);
      beyond.removeAll(all.ancestors(within));
    }
    return beyond;
  }

  private Set<RevisionId> own(Meant meant) {
    var carrier = meant.branch().orElseThrow();
    var label = meant.target().branch().orElseThrow();
    var own = new HashSet<>(all.lineageAbove(List.of(carrier)));
    if (all.get(carrier).labels().contains(label)) {
      all.lineageBelow(List.of(carrier)).stream()
          .filter(id -> all.labelsOf(id).contains(label))
          .forEach(own::add);
    }
    return own;
  }

  /// What stays of the claimed lines, though neither a target nor another line needs it.
  private Set<RevisionId> idle(
      Set<RevisionId> staying, Set<RevisionId> claimed, List<RevisionId> starts) {
    var others = new HashSet<>(staying);
    others.removeAll(claimed);
    others.addAll(starts);
    var idle = new HashSet<>(staying);
    idle.retainAll(claimed);
    idle.removeAll(all.ancestors(others));
    return idle;
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

  private static Wanted contradiction(Target target, Collection<RevisionId> needed) {
    var texts = World.texts(needed).stream().sorted().toList();
    return new Wanted.Unclear(
        new Refusal(
            Kind.INVALID_TARGET,
            "the targets contradict each other: '"
                + target
                + "' excludes "
                + String.join(", ", texts)
                + ", which other targets need",
            texts));
  }
}
