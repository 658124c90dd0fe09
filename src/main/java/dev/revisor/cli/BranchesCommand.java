package dev.revisor.cli;

import dev.revisor.cli.EntryText.Part;
import dev.revisor.plan.Listing;
import java.util.EnumSet;

final class BranchesCommand implements Command {

  @Override
  public void declare(Declaration command) {
    command.describedAs("List the points where lines part.");
  }

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    var graph = revisions.graph();
    var list = EntryList.of(session, revisions);
    var points = Listing.history(graph).stream().filter(graph::isBranchPoint).toList();
    if (session.console().json()) {
      list.printWhole(points);
    } else {
      list.entries(points).forEach(point -> print(point, list));
    }
    return ExitCode.SUCCESS;
  }

  private static void print(Entry point, EntryList list) {
    var console = list.console();
    if (console.verbose()) {
      list.paragraph(point).forEach(console::line);
    } else {
      console.line(EntryText.line(point, EnumSet.of(Part.LABELS, Part.TREE)));
    }
    var parts = EnumSet.of(Part.LABELS, Part.TREE);
    if (console.verbose()) {
      parts.add(Part.MESSAGE);
    }
    var indent = " ".repeat(point.id().value().length());
    list.entries(point.children())
        .forEach(child -> console.line(indent + " -> " + EntryText.line(child, parts)));
    console.line("");
  }
}
