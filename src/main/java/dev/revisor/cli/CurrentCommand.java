package dev.revisor.cli;

import dev.revisor.cli.EntryText.Part;
import dev.revisor.plan.Listing;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;

final class CurrentCommand implements Command {
  boolean checkHeads;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Say where the database is.")
        .flag(
            "-c --check-heads",
            "Exit with 6 when the database is not at all heads.",
            value -> checkHeads = value);
  }

  @Override
  public ExitCode run(Session session) {
    SightingFile.wanted(session).ifPresent(SightingFile::leave);
    var revisions = session.revisions();
    var database = session.database(revisions.environment());
    var state = database.read();
    var world = Session.world(revisions, state.appliedState());
    var console = session.console();
    ChangedFiles.warn(console, new ScriptFiles(revisions), state);
    if (console.json()) {
      console.document("Current", json -> write(json, world));
    } else {
      if (console.verbose()) {
        console.line("Current revision(s) for " + database.settings() + ":");
      }
      print(new EntryList(console, revisions, Optional.of(world.rows())), world);
    }
    return checkHeads ? check(world, console) : ExitCode.SUCCESS;
  }

  private static void print(EntryList list, World world) {
    for (var id : Listing.current(world)) {
      var entry = Entry.of(world.all(), id, Optional.empty());
      if (!world.files().contains(id)) {
        list.console().line(id.value());
        list.console().warn("the directory lacks revision " + id);
      } else if (list.console().verbose()) {
        list.paragraph(entry).forEach(list.console()::line);
      } else {
        list.console().line(EntryText.line(entry, EnumSet.of(Part.TREE)));
      }
    }
  }

  private static void write(JsonWriter json, World world) throws java.io.IOException {
    json.texts("current", world.rows())
        .texts("heads", world.files().effectiveHeads().stream().sorted().toList())
        .number("pending", world.pending());
  }

  private static ExitCode check(World world, Console console) {
    var heads = new HashSet<RevisionId>(world.files().effectiveHeads());
    if (heads.equals(new HashSet<>(world.rows()))) {
      return ExitCode.SUCCESS;
    }
    console.note("the database is not at all heads; pending: " + world.pending());
    return ExitCode.DIFFERENT;
  }
}
