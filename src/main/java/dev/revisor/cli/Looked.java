package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The revisions that arguments name, looked up in the directory, and in the database where one of
/// them is `current` or counts from there. None where the database is at base and `current` is all
/// that is asked for.
record Looked(EntryList list, List<RevisionId> ids) {

  static Looked at(Session session, List<Target> targets) {
    var revisions = session.revisions();
    var asked = targets.stream().anyMatch(Looked::needsDatabase);
    var world = asked ? session.databaseWorld(revisions) : session.directoryWorld(revisions);
    var ids = new LinkedHashSet<RevisionId>();
    targets.forEach(target -> ids.addAll(named(world, target)));
    var isMarked = asked && session.console().json(); // Alembic's text marks them in lists alone
    var rows = isMarked ? Optional.of(world.rows()) : Optional.<List<RevisionId>>empty();
    return new Looked(new EntryList(session.console(), revisions, rows), List.copyOf(ids));
  }

  /// Whether a target's meaning depends on what is applied.
  static boolean needsDatabase(Target target) {
    return switch (target) {
      case Target.Current _ -> true;
      case Target.Relative(_, var from, _) -> from.isEmpty() || from.get().equals("current");
      case Target.Base _, Target.Head _, Target.Heads _, Target.Named _ -> false;
    };
  }

  private static List<RevisionId> named(World world, Target target) {
    var ids = Targets.revisions(world, target);
    if (ids.isEmpty() && !(target instanceof Target.Current)) {
      throw Failure.of(Reason.UnknownRevision, "'" + target + "' names no revision");
    }
    return ids;
  }
}
