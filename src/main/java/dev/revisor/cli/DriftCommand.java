package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import dev.revisor.revision.Target;
import dev.revisor.schema.Catalog;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(
    name = "drift",
    description =
        "Compare the live database with what its revisions make; exit 6 if somebody changed it.")
final class DriftCommand implements Command {
  @Mixin SchemaOptions schema = new SchemaOptions();

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    var database = session.database(revisions.environment());
    var state = database.read();
    var world = Session.world(revisions, state.appliedState());
    var applied = new TreeSet<>(world.applied());
    requireFiles(applied, world);
    try (var work = new SchemaWork(session, revisions, schema.selection(session, revisions))) {
      work.requireHarmless(applied);
      Catalog made;
      try (var scratch = work.scratch()) {
        for (var row : state.versionRows()) {
          work.migrate(
              scratch, planner -> planner.upgrade(new Target.Named(Optional.empty(), row.value())));
        }
        made = work.read(scratch.settings());
      }
      return new DifferencePrinter(session.console())
          .print(
              made,
              work.read(database.settings()),
              new DifferencePrinter.Words(
                  "the database is what its revisions made",
                  "the database is not what its revisions made:",
                  "what was done to it, as SQL",
                  "what would take it back"));
    }
  }

  private static void requireFiles(TreeSet<RevisionId> applied, World world) {
    var missing = applied.stream().filter(id -> !world.files().contains(id)).toList();
    if (!missing.isEmpty()) {
      throw Failure.of(
              Reason.UnknownRevision,
              "the database has revisions that the directory lacks: "
                  + String.join(", ", missing.stream().map(RevisionId::value).toList()))
          .withHint("use the directory that the database was brought up with");
    }
  }
}
