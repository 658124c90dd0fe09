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
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes plans. The order of steps and the version rows around them are Alembic's; where Alembic
/// has a trap, there is a refusal instead.
public final class Planner {
  private final World world;
  private final Scripts scripts;
  private final SortedMap<String, String> parameters;

  /// @param parameters the variables of the scripts, for the hash
  public Planner(World world, Scripts scripts, SortedMap<String, String> parameters) {
    this.world = world;
    this.scripts = scripts;
    this.parameters = parameters;
  }

  /// Whether a declarative plan may undo revisions.
  public enum Backwards {
    DENIED,
    ALLOWED
  }

  /// Up to a target. What is applied stays.
  public PlanResult upgrade(Target target) {
    return switch (new UpgradeTarget(world, UpgradeTarget.PastTheEnd.REFUSED).resolve(target)) {
      case Resolution.Unclear(var refusal) -> new PlanResult.Refused(refusal);
      case Resolution.Nothing _ -> planned(Set.of(), Set.of(), List.of());
      case Resolution.Revisions(var ids, _) -> planned(Set.of(), needed(ids), ids);
    };
  }

  /// Down to a target: what stands on it goes, with all that depends on that.
  public PlanResult downgrade(Target target) {
    return switch (new DowngradeTarget(world).resolve(target)) {
      case DowngradeTarget.Drop.Unclear(var refusal) -> new PlanResult.Refused(refusal);
      case DowngradeTarget.Drop.Revisions(var dropped) -> planned(dropped, Set.of(), List.of());
    };
  }

  /// Exactly to a set of targets, whichever the direction. Bare targets decide the whole database,
  /// label-qualified ones their branch.
  public PlanResult apply(List<Target> targets, Backwards backwards) {
    return switch (new Declaration(world).of(targets)) {
      case Declaration.Wanted.Unclear(var refusal) -> new PlanResult.Refused(refusal);
      case Declaration.Wanted.Applied(var wanted, var starts) -> {
        var dropped = new HashSet<>(world.applied());
        dropped.removeAll(wanted);
        var added = new HashSet<>(wanted);
        added.removeAll(world.applied());
        yield dropped.isEmpty() || backwards == Backwards.ALLOWED
            ? planned(dropped, added, starts)
            : denied(targets, dropped);
      }
    };
  }

  private PlanResult denied(List<Target> targets, Set<RevisionId> dropped) {
    var order = World.texts(world.all().newestFirst(dropped, world.rows()));
    return new PlanResult.Refused(
        new Refusal(
            Kind.DOWNGRADE_DENIED,
            "the target "
                + String.join(", ", targets.stream().map(Target::toString).toList())
                + " is behind the database: "
                + String.join(", ", order)
                + " would be undone; a downgrade must be allowed",
            order));
  }

  private Set<RevisionId> needed(Collection<RevisionId> ids) {
    var needed = world.all().ancestors(ids);
    needed.removeAll(world.applied());
    return needed;
  }

  /// Downwards first, newest first; then upwards, oldest first.
  private PlanResult planned(
      Set<RevisionId> dropped, Set<RevisionId> added, Collection<RevisionId> starts) {
    var steps = new ArrayList<Step>();
    var rows = new VersionRows(world.all(), world.applied(), world.rows());
    var irreversible = new TreeMap<RevisionId, String>();
    for (var revision : world.all().newestFirst(dropped, world.rows())) {
      switch (scriptOf(revision)) {
        case Way.Back(var facts, var source) ->
            steps.add(step(revision, Direction.DOWNGRADE, rows, facts, source));
        case Way.None(var why) -> irreversible.put(revision, why);
      }
    }
    if (!irreversible.isEmpty()) {
      return irreversible(irreversible);
    }
    scripts.readAhead(added);
    for (var revision : world.all().newestFirst(added, starts).reversed()) {
      var facts = scripts.file(revision);
      if (facts.isEmpty()) {
        return lacksFile(revision);
      }
      steps.add(step(revision, Direction.UPGRADE, rows, facts.get(), Source.FILE));
    }
    return new PlanResult.Planned(new Plan(world.rows(), rows.now(), steps, parameters));
  }

  private Step step(
      RevisionId id, Direction direction, VersionRows rows, ScriptFacts facts, Source source) {
    var revision = world.all().get(id);
    var before = rows.now();
    if (direction == Direction.UPGRADE) {
      rows.upgrade(id);
    } else {
      rows.downgrade(id);
    }
    var mode = direction == Direction.UPGRADE ? facts.upgrade() : facts.downgrade().orElseThrow();
    return new Step(
        id,
        direction,
        revision.message(),
        revision.revises(),
        before,
        rows.now(),
        mode,
        facts.isReversible(),
        source,
        facts.checksum());
  }

  /// How a revision is undone.
  private sealed interface Way {
    record Back(ScriptFacts facts, Source source) implements Way {}

    record None(String why) implements Way {}
  }

  /// The file where it is what was applied, or nothing was recorded; else what the database kept.
  private Way scriptOf(RevisionId revision) {
    var file = scripts.file(revision);
    var stored = scripts.stored(revision);
    boolean same =
        file.isPresent()
            && (stored.isEmpty() || stored.get().checksum().equals(file.get().checksum()));
    Optional<ScriptFacts> facts = same ? file : stored;
    if (facts.isEmpty()) {
      return new Way.None("neither the directory nor the database has its script");
    }
    if (facts.get().irreversible().isPresent()) {
      return new Way.None("irreversible: " + facts.get().irreversible().get());
    }
    return facts.get().isReversible()
        ? new Way.Back(facts.get(), same ? Source.FILE : Source.STORED)
        : new Way.None("it has no downgrade section");
  }

  private static PlanResult irreversible(SortedMap<RevisionId, String> revisions) {
    var reasons =
        revisions.entrySet().stream().map(each -> each.getKey() + " (" + each.getValue() + ")");
    return new PlanResult.Refused(
        new Refusal(
            Kind.IRREVERSIBLE,
            "nothing was run: "
                + (revisions.size() == 1 ? "this revision" : "these revisions")
                + " cannot be undone: "
                + String.join(", ", reasons.toList()),
            World.texts(revisions.keySet())));
  }

  private static PlanResult lacksFile(RevisionId revision) {
    return new PlanResult.Refused(
        Refusal.of(
            Kind.UNKNOWN_REVISION,
            "revision " + revision + " must be applied, but the directory has no file for it"));
  }
}
