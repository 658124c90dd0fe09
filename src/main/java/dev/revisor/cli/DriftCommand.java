package dev.revisor.cli;

import dev.revisor.engine.result.Reason;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.RunEvent;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.SnapshotOptions;
import dev.revisor.engine.run.StopSignal;
import dev.revisor.plan.World;
import dev.revisor.revision.RevisionId;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

final class DriftCommand implements Command {
  final SchemaOptions schema = new SchemaOptions();
  @Nullable String accept;

  @Override
  public void declare(Declaration command) {
    command
        .describedAs(
            "Compare the live database with what its revisions make; exit "
                + "6 if somebody changed it.")
        .option(
            new Declaration.Optional("--accept", "FINGERPRINT", SnapshotOptions.ANY),
            "Accept the schema as it is; with a fingerprint, if it is that one.",
            value -> accept = value)
        .with(schema);
  }

  @Override
  public ExitCode run(Session session) {
    return accept == null ? compare(session) : accept(session, accept);
  }

  private static ExitCode accept(Session session, String fingerprint) {
    var drift = new DriftArguments();
    drift.acceptDrift = fingerprint;
    var arguments = new Migration.Arguments(new RunArguments(), new ApprovalArguments(), drift);
    var prepared = new Migration(session, "drift").prepare(arguments);
    ChangedFiles.warn(session, prepared);
    var request = prepared.request();
    var stop = new StopSignal(request.options().grace());
    session.surroundings().interrupts().accept(stop);
    RunEvent.Drifted accepted;
    try {
      accepted =
          new Executor(RunListener.none(), stop, session.surroundings().clock()).accept(request);
    } catch (RevisorException e) {
      throw Failure.of(e);
    }
    var console = session.console();
    if (console.json()) {
      console.document(
          "AcceptedDrift",
          json ->
              json.text("fingerprint", accepted.fingerprint())
                  .texts("changes", accepted.drift().lines()));
    } else {
      console.line("accepted " + accepted.fingerprint());
      accepted.drift().lines().forEach(line -> console.line("  " + line));
    }
    return ExitCode.SUCCESS;
  }

  private ExitCode compare(Session session) {
    var revisions = session.revisions();
    var database = session.database(revisions.environment());
    var state = database.read();
    ChangedFiles.warn(session.console(), new ScriptFiles(revisions), state);
    var world = Session.world(revisions, state.appliedState());
    var applied = new TreeSet<>(world.applied());
    requireFiles(applied, world);
    try (var work = new SchemaWork(session, revisions, schema.selection(session, revisions))) {
      var routes = state.versionRows().stream().map(Route::to).toList();
      var both = work.both(() -> work.made(applied, routes), () -> work.read(database.settings()));
      return new DifferencePrinter(session.console())
          .print(
              both.one(),
              both.other(),
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
