package dev.revisor.cli;

import dev.revisor.cli.EntryText.Part;
import java.util.EnumSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(name = "heads", description = "List the heads of the directory.")
final class HeadsCommand implements Command {
  @Option(
      names = "--resolve-dependencies",
      description = "Leave out heads that other revisions depend on.")
  boolean resolveDependencies;

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
