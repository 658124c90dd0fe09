package dev.revisor.cli;

import dev.revisor.cli.Diagnosis.State;
import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.engine.history.DatabaseState;
import dev.revisor.engine.history.HistoryReader;
import dev.revisor.engine.history.ServerFacts.Recovery;
import dev.revisor.engine.result.RevisorException;
import dev.revisor.engine.run.Executor;
import dev.revisor.engine.run.RunListener;
import dev.revisor.engine.run.StopSignal;
import java.util.List;
import java.util.Optional;

final class DoctorCommand implements Command {

  @Override
  public void declare(Declaration command) {
    command.describedAs(
        "Find what stands in the way: files, connection, rights, locks, broken runs.");
  }

  /// What one connection reads.
  private record Seen(DatabaseState state, List<String> missingRights) {}

  @Override
  public ExitCode run(Session session) {
    var diagnosis = new Diagnosis();
    var revisions = files(session, diagnosis);
    database(session, diagnosis)
        .ifPresent(
            state -> {
              sessions(session, diagnosis);
              locks(state, diagnosis);
              runs(state, diagnosis);
              revisions.ifPresent(directory -> history(directory, state, diagnosis));
            });
    diagnosis.print(session.console());
    return diagnosis.hasProblems() ? ExitCode.USER : ExitCode.SUCCESS;
  }

  private static Optional<RevisionDirectory> files(Session session, Diagnosis diagnosis) {
    try {
      var revisions = session.revisions();
      var count = revisions.graph().revisions().size();
      var heads = revisions.graph().heads().size();
      diagnosis.add("files", State.OK, count(count, "revision") + ", " + count(heads, "head"));
      return Optional.of(revisions);
    } catch (Failure failure) {
      diagnosis.problem("files", failure);
      return Optional.empty();
    }
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static Optional<DatabaseState> database(Session session, Diagnosis diagnosis) {
    try {
      var database = session.database(session.directoryOrDefaults());
      var seen =
          database.read(
              history ->
                  new Seen(history.read(HistoryReader.Detail.REVISIONS), history.missingRights()));
      var server = seen.state().server();
      diagnosis.add(
          "connection",
          State.OK,
          "%s as %s, PostgreSQL %s"
              .formatted(database.settings(), server.user(), server.serverVersion()));
      if (server.recovery() == Recovery.STANDBY) {
        diagnosis.problem(
            "connection",
            "the server is a standby and takes no writes",
            "name the primary, or several hosts with target_session_attrs=read-write");
      }
      rights(seen, diagnosis);
      return Optional.of(seen.state());
    } catch (RevisorException e) {
      diagnosis.problem("connection", e);
    } catch (Failure failure) {
      diagnosis.problem("connection", failure);
    }
    return Optional.empty();
  }

  private static void rights(Seen seen, Diagnosis diagnosis) {
    if (seen.missingRights().isEmpty()) {
      diagnosis.add("rights", State.OK, "runs may be recorded");
    }
    for (var right : seen.missingRights()) {
      var user = seen.state().server().user();
      diagnosis.problem("rights", user + " lacks " + right, "grant it, or connect as the owner");
    }
  }

  private static void sessions(Session session, Diagnosis diagnosis) {
    try {
      var request = new Migration(session, "doctor").prepare(new RunArguments()).request();
      var stop = new StopSignal(request.options().grace());
      var clock = session.surroundings().clock();
      new Executor(RunListener.none(), stop, clock).requireSession(request);
      diagnosis.add("sessions", State.OK, "no pooler shares them between transactions");
    } catch (RevisorException e) {
      diagnosis.problem("sessions", e);
    } catch (Failure _) {
      diagnosis.add("sessions", State.NOTE, "not looked at, since the files are broken");
    }
  }

  private static void locks(DatabaseState state, Diagnosis diagnosis) {
    state
        .lockHolder()
        .ifPresentOrElse(
            holder -> diagnosis.add("lock", State.NOTE, "a run is on its way: " + holder),
            () -> diagnosis.add("lock", State.OK, "free"));
  }

  private static void runs(DatabaseState state, Diagnosis diagnosis) {
    if (state.history() == DatabaseState.History.DENIED) {
      diagnosis.problem(
          "runs", "the role may not read the schema revisor", "grant USAGE and SELECT on it");
      return;
    }
    for (var one : state.interrupted()) {
      if (one.statement().isPresent()) {
        diagnosis.problem(
            "runs",
            "revision %s broke off in: %s".formatted(one.revision(), one.statement().get()),
            "'revisor repair' tells what can be done");
      } else {
        var message = "revision %s is half done; the next run goes on".formatted(one.revision());
        diagnosis.add("runs", State.NOTE, message);
      }
    }
    if (state.hasDeadRun()) {
      diagnosis.add("runs", State.NOTE, "the last run has no end; the next one finds out");
    } else if (state.interrupted().isEmpty()) {
      diagnosis.add("runs", State.OK, "none broke off");
    }
  }

  private static void history(
      RevisionDirectory revisions, DatabaseState state, Diagnosis diagnosis) {
    try {
      var world = Session.world(revisions, state.appliedState());
      diagnosis.add("history", State.OK, "pending: " + count(world.pending(), "revision"));
    } catch (Failure failure) {
      diagnosis.problem("history", failure);
    }
    for (var id : ChangedFiles.of(new ScriptFiles(revisions), state)) {
      diagnosis.problem(
          "history",
          revisions.graph().get(id).origin().path() + " is not the file that was applied as " + id,
          "bring it back, or run with --accept-changed " + id);
    }
  }
}
