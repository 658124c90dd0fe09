package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    name = "revision",
    description = "Make a new revision file: empty, or with what leads to the desired schema.")
final class RevisionCommand implements Command {
  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "What it does, in a line.")
  @Nullable String message;

  @Option(
      names = "--head",
      paramLabel = "REV",
      description = "What it revises: by default the only head; base begins a new line.")
  String head = "head";

  @Option(names = "--splice", description = "Allow a --head that is not a head.")
  boolean splice;

  @Option(
      names = "--branch-label",
      paramLabel = "LABEL",
      description = "A label for the line that begins here; repeatable.")
  List<String> labels = new ArrayList<>();

  @Option(
      names = "--version-path",
      paramLabel = "DIR",
      description = "One of versionLocations to write to.")
  @Nullable String versionPath;

  @Option(
      names = "--rev-id",
      paramLabel = "ID",
      description = "The id, instead of twelve random hexadecimal digits.")
  @Nullable String id;

  @Option(
      names = "--depends-on",
      paramLabel = "REV",
      description = "A revision or label of another line that must be there first; repeatable.")
  List<String> dependsOn = new ArrayList<>();

  @Option(
      names = "--autogenerate",
      description = {
        "Write what leads to the desired schema: from what the revisions make, or with --url or",
        "--env from that database."
      })
  boolean autogenerate;

  @Option(
      names = "--rename",
      paramLabel = "OLD=NEW",
      description = "With --autogenerate: a table or column has a new name; repeatable.")
  List<String> renames = new ArrayList<>();

  @Mixin SchemaOptions schema = new SchemaOptions();

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    var file = new NewFile(session);
    file.revise(List.of(head), splice ? NewFile.Parents.ANY : NewFile.Parents.HEADS);
    file.dependOn(dependsOn);
    var named = new NewFile.Named(message == null ? "" : message, id, labels);
    if (!autogenerate) {
      if (!renames.isEmpty()) {
        throw Failure.usage("--rename needs --autogenerate");
      }
      return file.write(named, versionPath);
    }
    var generated = generated(session);
    if (generated.drafts().isEmpty()) {
      return nothing(session.console());
    }
    var console = session.console();
    generated.changes().forEach(change -> console.note("Detected " + change.described()));
    generated.doubts().forEach(doubt -> console.warn("not proven: " + doubt));
    return file.write(named, versionPath, generated);
  }

  private static ExitCode nothing(Console console) {
    if (console.json()) {
      console.document(
          "Created", json -> json.objects("revisions", List.of(), _ -> {}).problems(List.of()));
    } else {
      console.line("No difference: the desired schema is there, no revision was made");
    }
    return ExitCode.SUCCESS;
  }

  private Autogenerate.Generated generated(Session session) {
    var revisions = session.revisions();
    var options = session.options();
    var selection = schema.selection(session, revisions);
    var parsed = renames.stream().map(Rename::parse).toList();
    try (var work = new SchemaWork(session, revisions, selection)) {
      var autogenerate = new Autogenerate(work, parsed);
      return options.url == null && options.environment == null
          ? autogenerate.fromRevisions(revisions.graph().revisions())
          : autogenerate.fromLive(work.read(session.database(revisions.environment()).settings()));
    }
  }
}
