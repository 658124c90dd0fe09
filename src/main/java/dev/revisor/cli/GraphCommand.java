package dev.revisor.cli;

import dev.revisor.plan.Listing;
import java.io.IOException;
import java.util.List;

final class GraphCommand implements Command {
  /// How to draw; the names are those of the option's values.
  enum Format {
    text,
    dot,
    mermaid,
    svg
  }

  Format format = Format.text;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Draw the revisions, the newest on top.")
        .choice("--format", Format.class, "How; text by default.", value -> format = value);
  }

  @Override
  public ExitCode run(Session session) {
    var revisions = session.revisions();
    var list = EntryList.of(session, revisions);
    var entries = list.entries(Listing.history(revisions.graph()));
    var console = session.console();
    if (console.json()) {
      console.document("Graph", json -> write(json, entries));
      return ExitCode.SUCCESS;
    }
    var lines =
        switch (format) {
          case text -> GraphText.draw(entries);
          case dot -> GraphMarkup.dot(entries);
          case mermaid -> GraphMarkup.mermaid(entries);
          case svg -> GraphSvg.draw(entries);
        };
    lines.forEach(console::line);
    return ExitCode.SUCCESS;
  }

  private static void write(JsonWriter json, List<Entry> entries) throws IOException {
    json.objects(
        "nodes",
        entries,
        entry ->
            json.text("revision", entry.id().value())
                .texts("labels", entry.labels())
                .text("message", entry.message()));
    json.objects(
        "edges",
        GraphMarkup.Edge.of(entries),
        edge ->
            json.text("from", edge.from().value())
                .text("to", edge.to().value())
                .text("kind", edge.kind().name()));
  }
}
