package dev.revisor.cli;

import dev.revisor.revision.Revision;
import java.util.List;

final class CheckCommand implements Command {
  final SchemaOptions schema = new SchemaOptions();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs(
            "Compare the desired schema with what the revisions make; exit 6 if they differ.",
            "With --url or --env the revisions run in a scratch database on that server.")
        .with(schema);
  }

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    try (var work = new SchemaWork(session, revisions, schema.selection(session, revisions))) {
      var ids = revisions.graph().revisions().stream().map(Revision::id).toList();
      var both = work.both(() -> work.made(ids, List.of(Route.toHeads())), work::desired);
      return new DifferencePrinter(session.console())
          .print(
              both.one(),
              both.other(),
              new DifferencePrinter.Words(
                  "the revisions make the desired schema",
                  "the desired schema has what the revisions do not make:",
                  "what a new revision would run ('revisor revision --autogenerate')",
                  "what would undo it"));
    }
  }
}
