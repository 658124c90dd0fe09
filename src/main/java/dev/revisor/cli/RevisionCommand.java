package dev.revisor.cli;

import dev.revisor.engine.environment.Configuration;
import dev.revisor.engine.environment.RevisionDirectory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class RevisionCommand implements Command {
  @Nullable String message;
  String head = "head";
  boolean splice;
  final List<String> labels = new ArrayList<>();
  @Nullable String versionPath;
  @Nullable String id;
  final List<String> dependsOn = new ArrayList<>();
  boolean autogenerate;
  final List<String> renames = new ArrayList<>();
  boolean sql;
  final SchemaOptions schema = new SchemaOptions();

  @Override
  public void declare(Declaration command) {
    command
        .describedAs("Make a new revision file: empty, or with what leads to the desired schema.")
        .option("-m --message", "TEXT", "What it does, in a line.", value -> message = value)
        .option(
            "--head",
            "REV",
            "What it revises: by default the only head; base begins a new line.",
            value -> head = value)
        .flag("--splice", "Allow a --head that is not a head.", value -> splice = value)
        .repeatable(
            "--branch-label", "LABEL", "A label for the line that begins here; repeatable.", labels)
        .option(
            "--version-path",
            "DIR",
            "One of versionLocations to write to.",
            value -> versionPath = value)
        .option(
            "--rev-id",
            "ID",
            "The id, instead of twelve random hexadecimal digits.",
            value -> id = value)
        .repeatable(
            "--depends-on",
            "REV",
            "A revision or label of another line that must be there first; repeatable.",
            dependsOn)
        .flag(
            "--autogenerate",
            "Write what leads to the desired schema: from what the revisions make, or with --url or\n"
                + "--env from that database; what it has, where there are no\n"
                + "revisions and no desired schema.",
            value -> autogenerate = value)
        .repeatable(
            "--rename",
            "OLD=NEW",
            "With --autogenerate: a table or column has a new name; repeatable.",
            renames)
        .flag("--sql", "Print the file to standard output, write none.", value -> sql = value)
        .with(schema);
  }

  @Override
  public ExitCode run(Session session) throws InterruptedException {
    if (sql && (autogenerate || versionPath != null || session.console().json())) {
      throw Failure.usage(
          "--sql prints an empty revision; leave --autogenerate, --version-path, -o json away");
    }
    var file = new NewFile(session);
    file.revise(List.of(head), splice ? NewFile.Parents.ANY : NewFile.Parents.HEADS);
    file.dependOn(dependsOn);
    var named = new NewFile.Named(message == null ? "" : message, id, labels);
    if (!autogenerate) {
      if (!renames.isEmpty()) {
        throw Failure.usage("--rename needs --autogenerate");
      }
      return sql ? file.print(named) : file.write(named, versionPath);
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
      if (options.url == null && options.environment == null) {
        return autogenerate.fromRevisions(revisions.graph().revisions());
      }
      var database = session.database(revisions.environment()).settings();
      if (isFirst(revisions)) {
        session.console().note("There is no desired schema: what the database has is taken for it");
        return autogenerate.toLive(database);
      }
      return autogenerate.fromLive(database);
    }
  }

  /// Neither revisions nor a desired schema: only the database says what there is.
  private static boolean isFirst(RevisionDirectory revisions) {
    var environment = revisions.environment();
    var source = environment.configuration().schema().source();
    return revisions.graph().revisions().isEmpty()
        && source.equals(Configuration.Schema.DEFAULT_SOURCE)
        && Files.notExists(environment.path().resolve(Configuration.Schema.DEFAULT_SOURCE.path()));
  }
}
