package dev.revisor.cli;

import dev.revisor.cli.EntryText.Part;
import java.util.EnumSet;

final class HeadsCommand implements Command {
  boolean resolveDependencies;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("List the heads of the directory.")
        .flag(
            "--resolve-dependencies",
            "Leave out heads that other revisions depend on.",
            value -> resolveDependencies = value);
  }

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    var graph = revisions.graph();
    EntryList.of(session, revisions)
        .print(
            resolveDependencies ? graph.effectiveHeads() : graph.heads(), EnumSet.of(Part.LABELS));
    return ExitCode.SUCCESS;
  }
}
